using System.Text;
using Learning.Courses.Catalogue;
using Learning.Courses.Organisation;
using Learning.Courses.Questions;
using Learning.Courses.Questions.Exchange;
using Learning.Courses.Storage;
using Learning.Courses.Tests.Catalogue;

namespace Learning.Courses.Tests.Questions.Exchange;

/// <summary>A course with the lessons "one" and "two" and an empty bank, and files that are brought to it.</summary>
internal sealed class ExchangeRoom : IDisposable
{
    public const string Bank = "history/questions.md";

    private readonly Lazy<School> school;
    private readonly List<CoursesDb> opened = [];

    public ExchangeRoom(string bank = "", DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        school = new(() => School.OpenAsync(provider).GetAwaiter().GetResult());
        Files.Write(Bank, bank);
        Content = Files.Open(new BankCheck());
    }

    public CourseFiles Files { get; } = new();

    public ContentFolder Content { get; }

    public string BankText => File.ReadAllText(Path.Combine(Files.Root, Bank));

    /// <summary>Opened when it is asked for: most files are only looked at.</summary>
    public School School => school.Value;

    public ImportQuestions Import => new(NewDb(), School.Calendar, Content);

    public CoursesDb NewDb(Viewer? viewer = null)
    {
        opened.Add(School.NewDb(viewer ?? Viewer.System));
        return opened[^1];
    }

    public static ForeignFile FileOf(string text, string name = "file.txt") => ForeignFile.Of(name, Encoding.UTF8.GetBytes(text));

    public static ForeignFormat Format(string word) => ForeignFormat.Named(word)!;

    public ImportRequest Request(string text, string? format = null, string? lesson = "one") => Request(FileOf(text), format, lesson);

    public ImportRequest Request(ForeignFile file, string? format = null, string? lesson = "one") => new("history", file, format is null ? null : Format(format), lesson);

    public ImportPlan Plan(string text, string? format = null, string? lesson = "one") => Plan(Request(text, format, lesson));

    public ImportPlan Plan(ImportRequest request)
    {
        var outcome = Import.Plan(request);
        Assert.True(outcome.Value is not null, $"{outcome.Refusal?.Code} {string.Join(' ', outcome.Refusal?.Args ?? [])}");
        return outcome.Value;
    }

    /// <summary>The questions that a file would bring, as a bank has them.</summary>
    public IReadOnlyList<Question> Read(string text, string format) => Questions(Plan(text, format));

    public static IReadOnlyList<Question> Questions(ImportPlan plan) => [.. KindBank.Read(plan.Merged, []).Questions.Select(q => q.Question)];

    public async Task<ImportPlan> ApplyAsync(ImportRequest request)
    {
        var outcome = await Import.RunAsync(request, Plan(request).Hash, TestContext.Current.CancellationToken);
        Assert.Null(outcome.Refusal);
        return outcome.Value!;
    }

    /// <summary>The rows as a reader of the dry run sees them: place, id, state, codes.</summary>
    public static IEnumerable<string> Said(ImportPlan plan) => plan.Rows.Select(r =>
        string.Join(' ', [$"{r.At}", r.Key.Length == 0 ? "-" : r.Key, $"{r.State}", .. r.Reasons.Select(x => x.Code), .. r.Losses.Select(x => x.Code), .. r.Changes]));

    public void Dispose()
    {
        opened.ForEach(db => db.Dispose());
        if (school.IsValueCreated)
        {
            school.Value.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        Files.Dispose();
    }
}
