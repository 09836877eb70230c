using Learning.Courses.Questions;

namespace Learning.Courses.Tests.Questions;

/// <summary>Questions for tests, written as short as their authors would: a leading "+" ticks an option.</summary>
internal static class QuestionMaker
{
    public static Question Of(QuestionKind kind, string options, string key = "q-001", string lesson = "course/one") => new(
        key,
        kind,
        lesson,
        kind == QuestionKind.FillIn ? "<p>选、育、____、用。</p>" : "<p>题干</p>",
        [.. options.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(o => new QuestionOption(o.TrimStart('+'), o.StartsWith('+')))],
        "<p>解释</p>");
}
