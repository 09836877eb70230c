using System.Text;
using Learning.Courses.Catalogue;
using Learning.Courses.Catalogue.Markdown;
using Learning.Courses.Catalogue.Reading;

namespace Learning.Courses.Questions.Exchange;

/// <summary>The bank of a course in the language of the original, as its file says it at this moment.</summary>
/// <param name="File">Relative to the content folder.</param>
internal sealed record CourseBank(Course Course, string File, string Text, TextScope Scope, QuestionBank Questions)
{
    private static readonly Lock OneAtATime = new();

    public string Hash => Digest.Of(Text);

    /// <summary>
    /// Reads the files again: what is saved in them this minute counts, and not what was shown a minute ago. A bank that is too
    /// small for its quiz may be opened, as an import is what it needs.
    /// </summary>
    public static Outcome<CourseBank> Open(ContentFolder content, string courseKey)
    {
        try
        {
            return content.ReadNow(courseKey) is not { } reading
                ? new Refusal("Exchange.NoCourse", courseKey, string.Join(", ", content.Current.Courses.Select(c => c.Key)))
                : reading.Course is { } course ? Open(course) : Spoiled(courseKey, reading.Problems[0]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Refusal("Content.Unreadable", e.Message);
        }
    }

    private static Outcome<CourseBank> Open(Course course)
    {
        var file = $"{course.Key}/{ContentFile.QuestionFile}";
        var bank = course.Banks.GetValueOrDefault(Languages.Chinese);
        var scope = bank?.Scope ?? new TextScope(course.Key, Languages.Chinese, [], course.Figures, course.Lessons.Select(l => l.Key).ToHashSet(StringComparer.Ordinal));
        var problems = new ProblemList(file);
        var questions = BankReader.Read(bank?.Text ?? "", scope, problems);
        return problems.ToList() is [var first, ..] ? Spoiled(course.Key, first) : new CourseBank(course, file, bank?.Text ?? "", scope, questions);
    }

    private static Refusal Spoiled(string courseKey, ContentProblem problem) => new("Exchange.CourseHasProblems", courseKey, problem.File, problem.Line);

    /// <summary>
    /// What would be wrong if the bank had this text, and is not wrong already. The same check decides what the site shows.
    /// </summary>
    public IReadOnlyList<ContentProblem> Check(ContentFolder content, string text)
    {
        var before = content.Check(Course).Select(p => (p.File, p.Code)).ToHashSet();
        return [.. content.Check(With(text)).Where(p => !before.Contains((p.File, p.Code)))];
    }

    private Course With(string text)
    {
        var banks = new Dictionary<string, BankText>(Course.Banks, StringComparer.Ordinal)
        {
            [Languages.Chinese] = new BankText(Languages.Chinese, File, text, Digest.Of(text), Scope),
        };
        return Course with { Banks = banks };
    }

    /// <summary>
    /// Puts a new text in the place of this one, whole or not at all; refuses when somebody else has written since. The folder
    /// may be read-only, as a mounted one often is: that is an answer and no accident.
    /// </summary>
    public Refusal? Replace(ContentFolder content, string text)
    {
        var folder = Path.Combine(content.Root, Course.Key);
        var fresh = Path.Combine(folder, ".questions.md.new");
        lock (OneAtATime)
        {
            try
            {
                // Another process on the same folder is turned away here; should it die, the lock goes with it.
                using var alone = new FileStream(Path.Combine(folder, ".questions.md.lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
                if (Open(content, Course.Key).Value?.Hash != Hash)
                {
                    return new Refusal("Exchange.BankChanged");
                }

                using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write, FileShare.None))
                {
                    file.Write(Encoding.UTF8.GetBytes(text));
                    file.Flush(flushToDisk: true);
                }

                // Stopped before this line, the old bank stands and a hidden file lies beside it, which the next import writes over.
                System.IO.File.Move(fresh, Path.Combine(folder, ContentFile.QuestionFile), overwrite: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return new Refusal("Exchange.CannotWrite", File);
            }
        }

        content.Reload();
        return null;
    }
}
