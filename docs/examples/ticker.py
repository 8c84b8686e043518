class Ticker:
    def __init__(self) -> None:
        self.count = 0

    def __aiter__(self) -> "Ticker":
        return self

    async def __anext__(self) -> int:
        self.count += 1
        return self.count
