using Learning.Courses.Training.OpenDays;

namespace Learning.Courses.Tests.Training;

public sealed class PublicHolidaysTests
{
    [Fact]
    public void A_year_with_a_notice_has_the_days_of_the_notice()
    {
        var year = PublicHolidays.In(2026)!;
        Assert.True(year.IsArranged);
        Assert.Equal(Enum.GetValues<HolidayKind>(), year.Holidays.Select(h => h.Kind));
        Assert.Equal(33, year.Holidays.Sum(h => h.To.DayNumber - h.From.DayNumber + 1));
        Assert.Equal(HolidayKind.SpringFestival, PublicHolidays.On(new DateOnly(2026, 2, 23))!.Kind);
        Assert.Null(PublicHolidays.On(new DateOnly(2026, 2, 24)));
    }

    /// <summary>Spring Festival, Qingming, Dragon Boat and Mid-Autumn of years with and without a leap month, from printed calendars.</summary>
    [Theory]
    [InlineData(2025, "01-28", "04-04", "05-31", "10-06")]
    [InlineData(2027, "02-05", "04-05", "06-09", "09-15")]
    [InlineData(2028, "01-25", "04-04", "05-28", "10-03")]
    [InlineData(2029, "02-12", "04-04", "06-16", "09-22")]
    public void A_year_without_one_has_the_days_of_the_law(int year, string spring, string qingming, string dragonBoat, string midAutumn)
    {
        var holidays = PublicHolidays.In(year)!;
        Assert.False(holidays.IsArranged);
        Assert.Equal(
            [("01-01", 1), (spring, 4), (qingming, 1), ("05-01", 2), (dragonBoat, 1), (midAutumn, 1), ("10-01", 3)],
            holidays.Holidays.Select(h => ($"{h.From:MM-dd}", h.To.DayNumber - h.From.DayNumber + 1)));
    }

    [Fact]
    public void Of_years_before_the_law_and_after_the_tables_nothing_is_said() =>
        Assert.Equal([null, null], new[] { 2024, 2100 }.Select(PublicHolidays.In));
}
