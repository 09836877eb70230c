namespace Learning.Courses.Questions.Exchange;

/// <summary>What differs between two questions with one id.</summary>
internal static class Differences
{
    public static IReadOnlyList<string> Between(Question before, Question after)
    {
        var parts = new (string Name, bool Differs)[]
        {
            ("Kind", before.Kind != after.Kind),
            ("Stem", before.Stem != after.Stem),
            ("Options", !before.Options.SequenceEqual(after.Options)),
            ("Parts", !before.Parts.Select(p => p.Hash()).SequenceEqual(after.Parts.Select(p => p.Hash()))),
            ("Explanation", before.Explanation != after.Explanation),
            ("Tags", before.Tags != after.Tags),
            ("Lesson", before.LessonKey != after.LessonKey),
            ("Credit", before.Settings.GetValueOrDefault(Credit.Setting) != after.Settings.GetValueOrDefault(Credit.Setting)),
        };
        return [.. parts.Where(p => p.Differs).Select(p => p.Name)];
    }
}
