using Learning.Courses.Catalogue;

namespace Learning.Courses.Questions.Exchange;

/// <summary>What is known of a bank before anything is done to it.</summary>
/// <param name="Lessons">In the order of study.</param>
/// <param name="Kinds">How many questions of each kind there are.</param>
public sealed record BankOverview(string CourseKey, string Title, string File, IReadOnlyList<BankLesson> Lessons, IReadOnlyDictionary<QuestionKind, int> Kinds)
{
    public int Questions => Kinds.Values.Sum();
}

public sealed record BankLesson(string Name, string Title);

/// <summary>Reads the bank of a course from its file, also of a course that is not shown yet because its bank is too small.</summary>
public sealed class ShowBank(ContentFolder content)
{
    public Task<Outcome<BankOverview>> RunAsync(string courseKey, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(Run(courseKey));
    }

    private Outcome<BankOverview> Run(string courseKey)
    {
        var bank = CourseBank.Open(content, courseKey);
        if (bank.Value is not { } open)
        {
            return bank.Refusal!;
        }

        var course = open.Course;
        return new BankOverview(
            course.Key,
            course.In(Languages.Chinese).Title,
            open.File,
            [.. course.Lessons.Select(l => new BankLesson(l.Key[(course.Key.Length + 1)..], l.In(Languages.Chinese).Title))],
            open.Questions.Questions.GroupBy(q => q.Question.Kind).OrderBy(g => g.Key).ToDictionary(g => g.Key, g => g.Count()));
    }
}
