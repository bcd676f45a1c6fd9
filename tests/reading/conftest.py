"""A whole mini-source from another field, that the tests of the reading edit."""
import pytest

SOURCE = """2023
2023年5月
民政部、财政部《关于做好养老服务工作的通知》
一、总体要求
到2025年,养老机构护理型床位占比不低于55%。
二、主要任务
- 居家养老:鼓励社区开展助餐服务,每人每月补贴300元。
- 机构养老:严禁挪用床位补贴。
补贴标准如下:
| 类别 | 标准 |
|---|---|
| 新建床位 | 每张1万元 |
| 改建床位 | 每张5000元 |
2023年12月
中央经济工作会议
会议强调要发展银发经济。
"""


@pytest.fixture
def source() -> str:
    """The mini-source: two events, five directives, one table, several quantities."""
    return SOURCE
