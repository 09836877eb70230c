using System.Globalization;

namespace Learning.Courses.Training.OpenDays;

/// <summary>Days of the Chinese calendar as days of ours, from 1901 to 2099.</summary>
internal static class ChineseYear
{
    private static readonly ChineseLunisolarCalendar Lunar = new();

    /// <summary>The day in the Chinese year that begins in the given one.</summary>
    public static DateOnly DayOf(int year, int month, int day)
    {
        // A leap month has the number after the month that it repeats, and moves all later ones on by one.
        var leap = Lunar.GetLeapMonth(year);
        return DateOnly.FromDateTime(Lunar.ToDateTime(year, leap > 0 && month >= leap ? month + 1 : month, day, 0, 0, 0, 0));
    }

    /// <summary>
    /// The day of the solar term Qingming, by the usual formula for the 20th and 21st century: Y × 0.2422 + C without its fraction, less the
    /// leap days of the century so far. C is 5.59 and 4.81.
    /// </summary>
    public static DateOnly Qingming(int year)
    {
        var y = year % 100;
        return new DateOnly(year, 4, (int)((y * 0.2422m) + (year < 2000 ? 5.59m : 4.81m)) - (y / 4));
    }
}
