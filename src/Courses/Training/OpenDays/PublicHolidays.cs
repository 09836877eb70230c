namespace Learning.Courses.Training.OpenDays;

/// <summary>
/// Public holidays: as the State Council's notice for the year has them, else the days that the law names, the moveable ones worked
/// out from the Chinese calendar.
/// </summary>
public static class PublicHolidays
{
    private const int LastYear = 2099;

    /// <returns>Null for years that nobody has told us of: before the law, and after what can be worked out.</returns>
    public static HolidayYear? In(int year) =>
        DaysFile.Notices.GetValueOrDefault(year)
        ?? (year < DaysFile.LawFrom.Year || year > LastYear ? null : new HolidayYear(year, [.. DaysFile.OfLaw(year)], DaysFile.LawSource, IsArranged: false));

    public static PublicHoliday? On(DateOnly day) => In(day.Year)?.On(day);
}
