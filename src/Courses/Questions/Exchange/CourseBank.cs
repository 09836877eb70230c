using System.Text;
using Learning.Courses.Catalogue;
using Learning.Courses.Catalogue.Markdown;
using Learning.Courses.Catalogue.Reading;

namespace Learning.Courses.Questions.Exchange;

/// <summary>What the bank of a course is to be: the original, and its translation where the course has one.</summary>
internal sealed record BankTexts(string Original, string? Translation);

/// <summary>The bank of a course in the language of the original, as its file says it at this moment.</summary>
/// <param name="File">Relative to the content folder.</param>
internal sealed record CourseBank(Course Course, string File, string Text, TextScope Scope, QuestionBank Questions)
{
    private static readonly Lock OneAtATime = new();

    public string Hash => Digest.Of(Text);

    /// <summary>Null where the course has none.</summary>
    public BankText? Translation => Course.Banks.GetValueOrDefault(Languages.English);

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
        var text = course.Banks.GetValueOrDefault(Languages.Chinese) ?? new BankText(
            Languages.Chinese, file, "", Digest.Of(""), new TextScope(course.Key, Languages.Chinese, [], course.Figures, course.Lessons.Select(l => l.Key).ToHashSet(StringComparer.Ordinal)));
        var reading = BankReading.Of(text);
        return reading.Problems is [var first, ..] ? Spoiled(course.Key, first) : new CourseBank(course, file, text.Text, text.Scope, reading.Bank);
    }

    private static Refusal Spoiled(string courseKey, ContentProblem problem) => new("Exchange.CourseHasProblems", courseKey, problem.File, problem.Line);

    /// <summary>
    /// What would be wrong if the bank had this text, and is not wrong already. The same check decides what the site shows.
    /// </summary>
    public IReadOnlyList<ContentProblem> Check(ContentFolder content, string text) => Check(content, With(new BankTexts(text, Translation?.Text)));

    public IReadOnlyList<ContentProblem> Check(ContentFolder content, Course changed)
    {
        var before = content.Check(Course).Select(p => (p.File, p.Code)).ToHashSet();
        return [.. content.Check(changed).Where(p => !before.Contains((p.File, p.Code)))];
    }

    /// <summary>The course as it would be.</summary>
    public Course With(BankTexts texts)
    {
        var banks = new Dictionary<string, BankText>(Course.Banks, StringComparer.Ordinal)
        {
            [Languages.Chinese] = new BankText(Languages.Chinese, File, texts.Original, Digest.Of(texts.Original), Scope),
        };
        if (Translation is { } translation && texts.Translation is { } words && words != translation.Text)
        {
            banks[Languages.English] = translation with { Text = words, Hash = Digest.Of(words) };
        }

        return Course with { Banks = banks };
    }

    /// <summary>
    /// Puts new texts in the place of these, each whole or not at all; refuses when somebody else has written since. The folder
    /// may be read-only, as a mounted one often is: that is an answer and no accident.
    /// </summary>
    public Refusal? Replace(ContentFolder content, BankTexts texts)
    {
        var folder = Path.Combine(content.Root, Course.Key);
        lock (OneAtATime)
        {
            try
            {
                // Another process on the same folder is turned away here; should it die, the lock goes with it.
                using var alone = new FileStream(Path.Combine(folder, ".questions.md.lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
                if (!IsStill(content, File, Text) || (Translation is { } translation && !IsStill(content, translation.File, translation.Text)))
                {
                    return new Refusal("Exchange.BankChanged");
                }

                // The translation first: should we stop between the two, it is the text that may differ, and check-content says where.
                if (Translation is { } words && texts.Translation is { } translated && translated != words.Text)
                {
                    Write(Path.Combine(content.Root, words.File), translated);
                }

                Write(Path.Combine(content.Root, File), texts.Original);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return new Refusal("Exchange.CannotWrite", File);
            }
        }

        return null;
    }

    /// <summary>Read as it was read for us, so that a mark of another editor at its beginning makes no difference.</summary>
    private static bool IsStill(ContentFolder content, string file, string text)
    {
        var path = Path.Combine(content.Root, file);
        return (System.IO.File.Exists(path) ? ContentFile.ReadText(path, new ProblemList(file)) : "") == text;
    }

    private static void Write(string path, string text)
    {
        var fresh = Path.Combine(Path.GetDirectoryName(path)!, ".questions.md.new");
        using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }

        // Stopped before this line, the old bank stands and a hidden file lies beside it, which the next change writes over.
        System.IO.File.Move(fresh, path, overwrite: true);
    }
}
