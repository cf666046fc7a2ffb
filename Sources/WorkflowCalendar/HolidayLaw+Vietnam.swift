import Diagnostics

extension HolidayLaw {
    /// Labour Code 2019 (45/2019/QH14), art. 112: eleven days. The day next to 2 September is in it
    /// since it came into force on 1 January 2021; earlier years are projected without it.
    public static let labourCode2019 = HolidayLaw(
        title: LocalizedText(
            vi: "tính theo Bộ luật Lao động 2019, Điều 111, 112",
            en: "projected from the Labour Code 2019, art. 111 and 112"),
        holidays: [
            Holiday(
                .fixed(month: 1, day: 1),
                LocalizedText(vi: "Tết Dương lịch", en: "New Year's Day")),
            Holiday(.lunarNewYear, LocalizedText(vi: "Tết Nguyên đán", en: "Lunar New Year")),
            Holiday(
                .lunar(month: 3, day: 10),
                LocalizedText(vi: "Giỗ Tổ Hùng Vương", en: "Hung Kings' Commemoration Day")),
            Holiday(
                .fixed(month: 4, day: 30),
                LocalizedText(vi: "Ngày Chiến thắng", en: "Reunification Day")),
            Holiday(
                .fixed(month: 5, day: 1),
                LocalizedText(vi: "Ngày Quốc tế Lao động", en: "Labour Day")),
            Holiday(.fixed(month: 9, day: 2), quocKhanh, lastYear: 2020),
            Holiday(.fixedWithAdjacent(month: 9, day: 2), quocKhanh, firstYear: 2021),
        ])

    /// The law in force: the Labour Code 2019 and, from 2026, Viet Nam Culture Day (24 November,
    /// Resolution 28/2026/QH16).
    public static let vietnam = HolidayLaw(
        title: LocalizedText(
            vi: "tính theo Bộ luật Lao động 2019, Điều 111, 112 và Nghị quyết 28/2026/QH16",
            en: "projected from the Labour Code 2019, art. 111 and 112, and Resolution 28/2026/QH16"
        ),
        holidays: labourCode2019.holidays + [
            Holiday(
                .fixed(month: 11, day: 24),
                LocalizedText(vi: "Ngày Văn hóa Việt Nam", en: "Viet Nam Culture Day"),
                firstYear: 2026)
        ])

    private static let quocKhanh = LocalizedText(vi: "Quốc khánh", en: "National Day")
}
