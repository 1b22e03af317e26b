"""Rows for surveys, and how a survey is asked for them."""

REGIONS = ["广东", "河北", "山东"]
TOPICS = ["开展法律援助，维护妇女权益", "抓好春耕备耕，守住粮食安全", "港口通航，外贸增长"]
FILLER = "全省各级部门认真落实会议精神，推动各项工作取得新的成效。" * 4

#: What the columns are.
ROLES = {"text": "body", "by": "province", "id": "id"}


def row(number):
    """A row like no other, of the region that has its topic."""
    topic, here = TOPICS[number % 3], number // 3
    text = f"{topic}，这是第{here}次。\n{FILLER}\n再过{number}天。"
    return {"province": REGIONS[number % 3], "id": f"r{number}", "body": text}


#: A row that no machine reads.
POISON = {"province": "广东", "id": "文件-7", "body": "长" * (50_000_000 // 3)}
POISON_TOLD = "row 文件-7: its text is longer than 33554432 bytes; part it into several rows"
