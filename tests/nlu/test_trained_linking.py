"""Linking by messages: what is only described is found, what is named stays named."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.catalogue.collection import Catalogue
from bot.catalogue.confidence import NAMED
from bot.catalogue.search import Findings, ProcedureIndex
from bot.data_files import DataFileError
from bot.nlu.linking import certain
from bot.nlu.linking_messages import LinkingMessage, read_messages
from bot.nlu.procedure_linker import ProcedureLinker
from bot.nlu.trained_linking import TrainedLinking
from bot.nlu.views import restored
from bot.text.normalise import normalise

BIRTH, MARRIAGE, DEATH, STAY = "1.001193", "1.000894", "1.000656", "1.004194"
TOLD = {
    BIRTH: [
        "vợ tôi mới sanh bé gái", "con vừa chào đời hôm qua", "em bé mới sanh chưa có giấy",
        "làm giấy cho cháu sơ sinh", "bé đẻ ở bệnh viện tuần rồi", "đặt tên cho em bé mới sanh",
        "cháu nội mới sanh cần tờ giấy đầu tiên", "sanh con ở trạm xá rồi làm giấy cho bé",
    ],
    MARRIAGE: [
        "tụi em sắp cưới", "hai đứa muốn thành vợ chồng hợp pháp", "tháng sau đám cưới tụi tui",
        "cưới vợ rồi ra phường ký tên", "em với người yêu tính cưới", "cưới nhau phải ký giấy gì",
        "vợ chồng sắp cưới lên xã ký", "cưới chồng thì ra phường làm gì",
    ],
    DEATH: [
        "ông nội tôi mới mất", "má tui qua đời hồi hôm", "người nhà mất ở bệnh viện",
        "ba mất rồi xin tờ chứng tử", "bà ngoại mất tuần trước", "ông cụ qua đời tại nhà",
        "cha tôi mất xin tờ giấy báo xã", "mẹ qua đời phải báo ai",
    ],
    STAY: [
        "mướn phòng trọ thì báo ở đâu", "em ở trọ sáu tháng", "chủ trọ kêu đi báo phường",
        "dọn vô phòng trọ mới", "ở trọ gần khu công nghiệp", "mướn nhà ở một năm",
        "sinh viên mướn phòng trọ", "công nhân ở trọ phải báo công an",
    ],
}  # fmt: skip
NAMED_AS = {
    BIRTH: "khai sinh", MARRIAGE: "kết hôn", DEATH: "khai tử", STAY: "tạm trú",
}  # fmt: skip
for _code, _name in NAMED_AS.items():
    TOLD[_code] += [
        f"đăng ký {_name}",
        f"{_name} ở đâu",
        f"thủ tục {_name} mấy ngày",
        f"phí {_name} nhiêu",
    ]
OPEN = ["giấy tờ gia đình", "xin một tờ giấy ở phường", "làm giấy hộ tịch"]
SMALL_TALK = ["chào em", "trời mưa quá", "cảm ơn nhiều nha", "bữa nay bóng đá ra sao", "hỏi chút"]
Make = Callable[..., Any]


def messages() -> list[LinkingMessage]:
    told = [LinkingMessage(text, (code,)) for code, texts in TOLD.items() for text in texts]
    return [*told, *(LinkingMessage(text, (BIRTH, DEATH)) for text in OPEN)]


@pytest.fixture(scope="module")
def index(small_catalogue: Catalogue) -> ProcedureIndex:
    return ProcedureIndex(small_catalogue)


@pytest.fixture(scope="module")
def linking(index: ProcedureIndex) -> TrainedLinking:
    return TrainedLinking.train(messages(), SMALL_TALK, index, seed=1)


def find(linking: TrainedLinking, index: ProcedureIndex, text: str) -> Findings:
    normalised = normalise(text)
    [found] = linking.find([restored(normalised)], index, 4)
    return found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("chị dâu em mới sanh bé trai", BIRTH),
        ("ong ngoai em moi mat hoi sang", DEATH),
        ("tụi em cưới tháng tới", MARRIAGE),
        ("em mướn phòng trọ kế trường", STAY),
    ],
)
def test_what_is_only_described_comes_first_but_does_not_count_as_named(
    linking: TrainedLinking, index: ProcedureIndex, text: str, code: str
) -> None:
    best = find(linking, index, text).matches[0]
    assert best.code == code
    assert best.score < NAMED
    assert 0 <= best.start < best.end <= len(text)


def test_a_name_stays_named(linking: TrainedLinking, index: ProcedureIndex) -> None:
    [best] = certain(find(linking, index, "kết hôn cần gì").matches)
    assert best.code == MARRIAGE
    assert best.score >= NAMED


def test_several_names_stay(linking: TrainedLinking, index: ProcedureIndex) -> None:
    found = certain(find(linking, index, "khai sinh với kết hôn cần gì").matches)
    assert {match.code for match in found} == {BIRTH, MARRIAGE}


def test_a_written_code_is_certain_whatever_is_told_around_it(
    linking: TrainedLinking, index: ProcedureIndex
) -> None:
    found = find(linking, index, f"má tui mới mất, thủ tục {BIRTH}")
    assert [match.code for match in certain(found.matches)] == [BIRTH]


def test_small_talk_means_no_procedure(linking: TrainedLinking, index: ProcedureIndex) -> None:
    assert not certain(find(linking, index, "cảm ơn nha").matches)


def test_stored_and_read_again_it_finds_the_same(
    linking: TrainedLinking, index: ProcedureIndex, tmp_path: Path
) -> None:
    linking.save(tmp_path)
    again = TrainedLinking.load(tmp_path)
    for text in ("chị dâu em mới sanh bé trai", "kết hôn cần gì", "chào em"):
        assert find(again, index, text) == find(linking, index, text)


def test_messages_of_a_procedure_that_is_not_held_are_left_out(index: ProcedureIndex) -> None:
    gone = [LinkingMessage(f"xin phép nuôi cá sấu lần {n}", ("9.999999",)) for n in range(8)]
    linking = TrainedLinking.train([*messages(), *gone], SMALL_TALK, index, seed=1)
    found = find(linking, index, "xin phép nuôi cá sấu")
    assert "9.999999" not in {match.code for match in found.matches}


def test_messages_of_one_procedure_alone_cannot_be_learnt(index: ProcedureIndex) -> None:
    one = [each for each in messages() if each.codes == (BIRTH,)]
    with pytest.raises(ValueError, match="two procedures"):
        TrainedLinking.train(one, SMALL_TALK, index, seed=1)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("linking:\n  - means: [a]\n    messages: []\n", r"linking\[0\].*empty"),
        ("linking:\n  - means: [a]\n    mesages: [x]\n", "mesages"),
        ("linking:\n  - messages: [x]\n", "means"),
        ("- [", "node content"),
    ],
)
def test_a_bad_file_of_messages_is_named(tmp_path: Path, content: str, problem: str) -> None:
    (tmp_path / "bad.yml").write_text(content, encoding="utf-8")
    with pytest.raises(DataFileError, match=rf"bad\.yml.*{problem}"):
        read_messages(tmp_path)


def test_the_component_learns_from_its_folder_and_loads_what_it_learnt(
    make: Make, tmp_path: Path
) -> None:
    lines = "".join(
        f'  - means: ["{code}"]\n    messages:\n' + "".join(f"      - {t}\n" for t in texts)
        for code, texts in TOLD.items()
    )
    folder = tmp_path / "messages"
    folder.mkdir()
    (folder / "told.yml").write_text("linking:\n" + lines, encoding="utf-8")
    examples = [Message.build(text=text, intent="greet") for text in SMALL_TALK]
    make(ProcedureLinker, messages_dir=str(folder)).train(TrainingData(examples))
    text = "chị dâu em mới sanh bé trai"
    whole = restored(normalise(text))
    loaded = make(ProcedureLinker, how="load")
    found = {}
    for intent in ("tell_life_event", "out_of_scope"):
        message = Message(data={"text": text, "restored": whole, "intent": {"name": intent}})
        loaded.process([message])
        found[intent] = message.get("procedures")[0]["score"]
    assert found["tell_life_event"] > found["out_of_scope"]
