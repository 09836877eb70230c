namespace Learning.Courses.Training.OpenDays;

/// <summary>The words on screen are "Holiday." + name.</summary>
public enum HolidayKind
{
    NewYear,
    SpringFestival,
    Qingming,
    LabourDay,
    DragonBoat,
    MidAutumn,
    NationalDay,
}

/// <param name="To">Included.</param>
public sealed record PublicHoliday(HolidayKind Kind, DateOnly From, DateOnly To);

/// <param name="Source">The notice or the law that names the days.</param>
/// <param name="IsArranged">By a notice of the State Council for this year. Without one, only the days of the law are known, and days before and after may be added.</param>
public sealed record HolidayYear(int Year, IReadOnlyList<PublicHoliday> Holidays, string Source, bool IsArranged)
{
    public PublicHoliday? On(DateOnly day) => Holidays.FirstOrDefault(h => h.From <= day && day <= h.To);
}
