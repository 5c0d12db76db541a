"""Ordinary words that sound like a slip, foreign words and names stay as they were typed."""

import pytest

from bot.text.fold import fold
from bot.text.normalise import normalise

ORDINARY = [
    # words of the lexicon that sound like one of the offices
    "trung thực", "chứng từ", "sổ tay", "chung thủy", "giám sát", "trung tâm", "chung cư",
    "tư tưởng", "trừng phạt", "xung quanh", "sung sướng", "xử trảm", "sử sách", "lịch sử",
    "củng cố", "thiệt hại", "đả kích", "đầy ắp", "đen thui", "vải vóc", "dải lụa", "giải thưởng",
    "rải rác", "dành dụm", "giành giật", "ranh mãnh", "để dành", "tranh giành", "nghĩ ngợi",
    "suy nghĩ", "nghỉ ngơi", "sữa chua", "sửa chữa", "nửa chừng", "lần nữa", "mỡ heo", "củ cải",
    "cũ kỹ", "trải nghiệm", "truyện tranh", "câu chuyện", "trú mưa",
    "chú rể", "chủ tiệm", "trúc xinh", "chúc mừng", "lắt nhắt", "lặt rau", "bát cơm", "các bác",
    "tang lễ", "tan sở", "mai mốt", "giang sơn", "gian nhà", "khăn giấy", "căng thẳng", "cắn răng",
    "bàng quan", "bàn bạc", "bảng đen", "con dâu", "dấu vân tay", "giấu tiền", "xinh đẹp",
    "sinh đẻ", "kết bạn", "kết luận", "hôn mê", "thừa nhận", "thưa ông", "lưu trữ hồ sơ",
    "chứng minh nhân dân", "tạm biệt", "thường xuyên", "trữ tình", "phép tắc", "dép lê",
    # what people say around them
    "rồi mới xin điều chỉnh", "vợ chồng tôi nghèo, xin con nuôi có bị xét không",
    "tra kết quả hồ sơ", "chưa có bảng chính thức", "đổi sổ do đo đạc lại", "cho cấp lại thẻ",
    "xã cho xe chở tới tận nhà", "chỗ này ai cũng được vô", "tôi đang ký hợp đồng thuê nhà",
    "chuyển khoảng 5 triệu", "con tôi còn nhỏ quá", "bác trai với bác gái đi trước",
    "giờ tôi về dưới quê", "trời mưa to nên tới trễ", "nó học lớp chín rồi",
    "hai vợ chồng cãi nhau hoài", "mấy chú công an chỉ tôi qua đây", "có bị phạt không vậy con",
    "nhà có chó dữ", "tiền điện tăng quá trời", "tôi ra chợ mua rau", "cái vụ này khó ghê",
    "anh ấy giữ cái bóp", "gió lớn làm tốc mái", "dạ con cảm ơn chú",
    "mức hai trăm ngàn đồng", "2 vợ chồng", "ba má tía đều già", "bển người ta kêu vậy",
    "ổng với bả chưa ly dị", "hổm rày bận quá", "ờ à ừm cái này", "tt cần gì", "kt hộ khẩu",
    "đường số 5 trong hẻm", "hạng A1 và hạng B2", "tầng 5 m bề ngang", "sổ hộ tịch",
    "xe máy giờ phạt mấy triệu",
]  # fmt: skip

UNDIACRITISED = [
    "dia chi o dau", "noi xin con dau", "xin cho cap lai the", "khong bao cho dan biet",
    "doi ho cho con theo ho me", "bang goc cua toi mat", "ve nghi o nha", "mua bang that",
    "sang nam moi cuoi", "bao vo zalo cua toi di", "so hong mat roi", "thiet ke ban ve",
    "nha trong hem nho", "vua ket hon xong", "trung thuc", "chung tu", "gia dinh chinh sach",
    "nop don tien gia", "di sang nay", "so sanh con so", "can giay toi dua ra", "thu muc mot",
    "nho hang xom giup", "em dau bung qua", "o tro gan cho", "tien gia hang thang",
    "dot than suoi am", "co nguoi giuc ho so", "nguyen thi giang lan", "ong binh an ky ten",
]  # fmt: skip

FOREIGN = [
    "online", "offline", "facebook", "vneid", "chatbot", "upload", "internet", "zalo", "download",
    "scan", "deadline", "passport", "email", "camera", "mobile", "chocolate", "vitamin", "website",
    "hotline", "iphone", "android", "samsung", "laptop", "messenger", "youtube", "tiktok",
    "karaoke", "homestay", "shipper", "livestream", "otp", "momo", "vietcombank", "canada",
    "campuchia", "singapore", "covid", "marketing", "freelancer", "resort", "banana", "time",
    "line", "test", "form", "domain", "remote", "token", "hahaha", "lalala", "hihi", "oke",
]  # fmt: skip

NAMES = [
    "Danh Sà Rươl", "Thạch Sà Rây", "Sơn Sô Phi", "Lê Văn Cãnh", "Phan Trọng Hửu", "Đỗ Trần Vỹ",
    "Huỳnh Xuân Sanh", "Trần Thị Thiệt", "Võ Tấn Lợt", "Hứa Chánh Trực", "Mai Xuân Cữu",
    "Trung Nhứt", "Rạch Gòi", "Thốt Nốt", "Cái Răng", "Xà Phiên", "Phong Nẫm", "Đắk Lắk",
    "Krông Bông", "Pleiku", "Nguyentan", "HoangLan",
]  # fmt: skip


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_stay(text: str) -> None:
    assert normalise(text).text == text


@pytest.mark.parametrize("text", UNDIACRITISED)
def test_ordinary_words_without_diacritics_stay(text: str) -> None:
    assert normalise(text).text == text


@pytest.mark.parametrize("word", FOREIGN)
def test_foreign_words_stay_in_any_text(word: str) -> None:
    for text in (word, f"mình bị lỗi {word} hoài", f"minh bi loi {word} hoai", word.capitalize()):
        assert normalise(text).text == text


@pytest.mark.parametrize("name", NAMES)
def test_names_in_capitals_stay(name: str) -> None:
    for text in (f"tôi tên {name} muốn làm giấy tờ", f"nhà ở {name}, nộp ở đâu"):
        assert normalise(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "link dichvucong-vn.top là gì",
        "vào dichvucong.gov.vn/khaisinh",
        "gửi về thutuc@cantho.gov.vn",
        "nhập {time} và {dangkykhaisinh}",
        "hồ sơ H13.16-240326-0001",
        "đóng 50k, 8.000đ, ngày 1/2/2026",
        "mẫu CT07 của VNeID",
    ],
)
def test_codes_addresses_and_placeholders_stay(text: str) -> None:
    assert normalise(text).text == text


def test_enough_ordinary_phrases_are_asked_for() -> None:
    assert len({fold(text) for text in ORDINARY}) >= 60
