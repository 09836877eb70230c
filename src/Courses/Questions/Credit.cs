namespace Learning.Courses.Questions;

/// <summary>The setting that decides what an answer in between is worth.</summary>
internal static class Credit
{
    public const string Setting = "credit";
    public const string Partial = "partial";
    public const string All = "all";

    public static IReadOnlyDictionary<string, string[]> MayBe(string value) => new Dictionary<string, string[]>(StringComparer.Ordinal) { [Setting] = [value] };

    public static bool Is(Question question, string value) => question.Settings.GetValueOrDefault(Setting) == value;

    public static Fraction AllOrNothing(bool right) => right ? 1 : Fraction.Zero;
}
