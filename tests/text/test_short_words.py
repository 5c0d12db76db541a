"""Abbreviations, chat words and what a dictation hears, between their neighbours."""

import pytest

from bot.text.lexicon import Reading
from bot.text.normalise import normalise


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        # tt and kt stay for a question back, except where a neighbour decides
        ("tt cần gì", "tt cần gì"),
        ("đk tt nhà trọ", "đăng ký tt nhà trọ"),
        ("kt hộ khẩu", "kt hộ khẩu"),
        ("tt hành chính", "thủ tục hành chính"),
        ("tt hành chính công ở đâu", "trung tâm hành chính công ở đâu"),
        ("xác nhận tt hôn nhân", "xác nhận tình trạng hôn nhân"),
        ("tt qua momo", "thanh toán qua momo"),
        ("sửa tt cá nhân", "sửa thông tin cá nhân"),
        ("hộ khẩu tt", "hộ khẩu thường trú"),
        ("kt hs giúp em", "kiểm tra hồ sơ giúp em"),
        ("giấy kt", "giấy kt"),
        ("làm tt", "làm tt"),
        ("trích lục kt", "trích lục khai tử"),
        ("đăng ký thường tr", "đăng ký thường trú"),
        # chat words
        ("sao kỳ v ad", "sao kỳ vậy admin"),
        ("làm ở đâu z", "làm ở đâu vậy"),
        ("mấy h làm việc", "mấy giờ làm việc"),
        ("8 h sáng", "8 giờ sáng"),
        ("m muốn hỏi", "mình muốn hỏi"),
        ("kt hs giúp m", "kiểm tra hồ sơ giúp mình"),
        ("b ơi cho hỏi", "bạn ơi cho hỏi"),
        ("a chị ơi", "anh chị ơi"),
        ("k đ hả", "không được hả"),
        ("50000 đ", "50000 đồng"),
        ("50 k thôi hả", "50 k thôi hả"),
        ("đóng 50k", "đóng 50k"),
        ("mức 2 k", "mức 2 không"),
        ("2 vợ chồng", "2 vợ chồng"),
        ("tầng 5 m", "tầng 5 m"),
        ("k bt làm sao", "không biết làm sao"),
        ("bằng lái hạng e", "bằng lái hạng e"),
        ("=)) :v", "=)) :v"),
        ("ngta nói trc đây k cần", "người ta nói trước đây không cần"),
        # đk and dk: đăng ký or được
        ("có cần đk k", "có cần đăng ký không"),
        ("nộp online đk k", "nộp online được không"),
        ("đổi dc mới", "đổi địa chỉ mới"),
        ("làm dc k", "làm được không"),
        # hông is không, but not in kết hôn
        ("có được hông", "có được không"),
        ("đăng ký kết hông", "đăng ký kết hôn"),
        ("bị xử lý hông", "bị xử lý không"),
        # papers and offices
        ("thẻ bh yt", "thẻ bảo hiểm y tế"),
        ("gxn độc thân", "giấy xác nhận độc thân"),
        ("ll tp số 2", "lý lịch tư pháp số 2"),
        ("dd m2 vneid", "định danh mức 2 vneid"),
        ("thẻ hs lớp 1", "thẻ học sinh lớp 1"),
        ("văn phòng cc", "văn phòng công chứng"),
        ("cc gắn chip", "căn cước gắn chip"),
        ("thành lập dn", "thành lập doanh nghiệp"),
        ("làm hc mất bao lâu", "làm hộ chiếu mất bao lâu"),
        ("ms thuế", "mã số thuế"),
        ("mất tgian quá", "mất thời gian quá"),
    ],
)
def test_a_short_word_is_read_between_its_neighbours(text: str, meant: str) -> None:
    assert normalise(text).text == meant


@pytest.mark.parametrize(
    ("heard", "said"),
    [
        ("vi en ai đi bị lỗi", "vneid bị lỗi"),
        ("vê nê i đi bị lỗi", "vneid bị lỗi"),
        ("ve ne i di bi loi", "vneid bi loi"),
        ("cài cái ắp vi nê ai đi", "cài cái app vneid"),
        ("xe đầy ắp hàng", "xe đầy ắp hàng"),
        ("làm ly lịch tư phát", "làm lý lịch tư pháp"),
        ("căn cước con dân", "căn cước công dân"),
        ("tờ cê tê không bảy", "tờ ct07"),
        ("tờ CT không bảy", "tờ CT07"),
        ("ô tê pê không về", "otp không về"),
        ("oi ti pi không về", "otp không về"),
        ("quét mã cu a", "quét mã qr"),
        ("dịch vụ công quốc ra", "dịch vụ công quốc gia"),
        ("ra một cữa", "ra một cửa"),
        ("mức hai trăm ngàn", "mức hai trăm ngàn"),
        ("ờ à ừm cái giấy đó", "ờ à ừm cái giấy đó"),
        ("sổ hộ tịch ti", "sổ hộ tịch ti"),
    ],
)
def test_what_a_dictation_hears_is_read_as_it_was_said(heard: str, said: str) -> None:
    assert normalise(heard).text == said


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("dìa quê", "về quê"),
        ("dia chi", "dia chi"),
        ("thiệt hông", "thật không"),
        ("thiệt hại", "thiệt hại"),
        ("củng được", "cũng được"),
        ("củng cố", "củng cố"),
        ("đang ký khai sinh", "đăng ký khai sinh"),
        ("đang ký hợp đồng", "đang ký hợp đồng"),
        ("so sanh nam ngoai", "so sanh nam ngoai"),
        ("sanh nam 1990", "sanh nam 1990"),
        ("HỘ TỊT", "HỘ TỊCH"),
    ],
)
def test_an_odd_spelling_is_replaced_where_it_is_no_other_word(text: str, meant: str) -> None:
    assert normalise(text).text == meant


def test_a_phrase_in_front_or_behind_speaks_for_a_meaning() -> None:
    reading = Reading("thường trú", before=frozenset({"o day", ""}), after=frozenset({"ho khau"}))
    assert reading.fits("so ho khau", "o day nha")
    assert reading.fits("ho khau", "")
    assert not reading.fits("khau", "o day")
    assert not reading.fits("ho khau", "o")
