using Learning.Courses.Questions;
using Learning.Courses.Quizzes.Analysis;
using Learning.Courses.Tests.Questions;

namespace Learning.Courses.Tests.Quizzes.Analysis;

/// <summary>Sittings written as short as possible.</summary>
internal static class Sitters
{
    private static readonly Question[] Questions = [.. Enumerable.Range(0, 12).Select(i => QuestionMaker.Of(QuestionKind.Single, "+a|b|c", $"q{i:00}"))];

    /// <summary>"110": the first two questions right, the third wrong.</summary>
    public static ScoredSitting Of(string marks) => new([.. marks.Select((mark, i) => Answer(i, mark == '1' ? 0 : 1))]);

    /// <param name="option">What was ticked, of three; null for nothing.</param>
    /// <param name="right">The option that the key says.</param>
    public static ScoredAnswer Answer(int question, int? option, int right = 0)
    {
        var asked = Questions[question] with { Options = [.. Questions[question].Options.Select((o, i) => o with { Right = i == right })] };
        return new ScoredAnswer($"{question}".PadLeft(12, '0'), asked, option == right ? 1 : 0, 1, option is null, option is { } picked ? [picked] : []);
    }
}
