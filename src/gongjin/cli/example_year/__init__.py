"""The example year (演示数据): a seeded story of a plan's year, lived by actions of the users who may, under a held
clock. In comes a published plan, out come data sets, facts and files as offices would have left them; nothing is
inserted past an action."""
