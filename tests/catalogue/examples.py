"""The texts of a small catalogue without problems."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

BIRTH = """\
code: "1.001193"
name: Thủ tục đăng ký khai sinh
short_name: Đăng ký khai sinh
aliases: [khai sinh, giấy khai sanh]
area: ho-tich
levels: [commune]
agency: UBND xã, phường
cases:
  - {id: on-time, when: đăng ký đúng hạn}
  - {id: late, when: đăng ký trễ hạn}
documents:
  - name: Giấy chứng sinh
    kind: original
processing_time:
  - min: 0.5
    max: 1
    unit: working_day
    cutoff: "15:00"
fee:
  - case: on-time
    amount_vnd: 0
    source: law
  - case: late
    amount_vnd: 8000
where:
  - place: Bộ phận Một cửa xã, phường
online:
  level: partial
  url: https://dichvucong.gov.vn
related: ["1.000656"]
pitfalls:
  - text: Không còn sổ hộ khẩu giấy, không còn UBND quận.
last_reviewed: 2026-11-23
sources:
  - {id: portal, label: P, title: Cổng DVC quốc gia, collected: 2026-07-31}
  - {id: law, label: L, title: Luật Hộ tịch, collected: 2026-11-23}
  - {id: press, label: S, title: Báo, collected: 2026-11-23}
  - {id: hearsay, label: M, title: Nghe nói, collected: 2026-11-23}
"""
DEATH = """\
code: "1.000656"
name: Thủ tục đăng ký khai tử
short_name: Đăng ký khai tử
aliases: [khai tử]
area: ho-tich
levels: [commune]
agency: UBND xã, phường
last_reviewed: 2026-11-23
sources:
  - {id: portal, label: P, title: Cổng DVC quốc gia, collected: 2026-07-31}
"""
RULES = """\
- id: half
  title: Giảm 50%
  order: 10
  effect: factor
  factor: 0.5
  facet: fee
  procedures: ["1.001193"]
  cases: [late]
  text: Được giảm 50%.
  valid_to: 2026-12-31
  sources:
    - {id: circular, label: L, title: TT 64/2025/TT-BTC, collected: 2026-11-23}
"""
CLARIFICATIONS = """\
- id: giay-to
  phrases: [làm giấy]
  question: Anh/chị cần giấy nào?
  options:
    - {label: Khai sinh, code: "1.001193"}
    - {label: Khác}
"""

BIRTH_FILE = "procedures/ho-tich/1.001193-khai-sinh.yml"
DEATH_FILE = "procedures/ho-tich/1.000656-khai-tu.yml"
RULES_FILE = "rules/fees.yml"
CLARIFICATIONS_FILE = "clarifications/giay-to.yml"

type Change = Callable[[str, str, str], Path]
"""(file, passage, replacement) -> the changed file"""
