using System.Globalization;

namespace Learning.Courses.Training.Planning;

/// <summary>Days in a sentence: written when the sentence is, in the reader's language, each in the format of the placeholder.</summary>
public sealed record DayList(IReadOnlyList<DateOnly> Days) : IFormattable
{
    public string ToString(string? format, IFormatProvider? formatProvider)
    {
        var chinese = formatProvider is CultureInfo { TwoLetterISOLanguageName: "zh" };
        return string.Join(chinese ? "、" : ", ", Days.Select(d => d.ToString(format, formatProvider)));
    }
}
