using System.Globalization;

namespace Learning.Courses.Questions;

/// <summary>Option indexes as a row stores them: "0,2". Empty text is the empty list. Only our own code writes these, so bad text is a bug.</summary>
public static class IndexList
{
    public static string Join(IEnumerable<int> indexes) => string.Join(',', indexes.Select(i => i.ToString(CultureInfo.InvariantCulture)));

    public static IReadOnlyList<int> Parse(string stored) =>
        stored.Length == 0 ? [] : [.. stored.Split(',').Select(i => int.Parse(i, NumberStyles.None, CultureInfo.InvariantCulture))];
}
