using Learning.Courses.Catalogue.Markdown;

namespace Learning.Courses.Catalogue.Reading;

/// <summary>What one course folder says: a course without fault, or everything that is wrong with it.</summary>
internal sealed record CourseReading(Course? Course, IReadOnlyList<ContentProblem> Problems);

/// <summary>Reads one course folder. For one reading only: it gathers problems as it goes.</summary>
internal sealed class CourseReader(string root, string key, IReadOnlySet<string> lessonKeys)
{
    private readonly List<ContentProblem> problems = [];

    public CourseReading Read()
    {
        var translated = Directory.Exists(Path.Combine(root, key, Languages.English));
        var figures = FigureReader.Read(root, key, "figures", problems).ToDictionary(f => f.Path, StringComparer.Ordinal);
        var original = ReadFolder(Languages.Chinese, key, figures);
        FolderReading? translation = null;
        if (translated)
        {
            var own = FigureReader.Read(root, key, "en/figures", problems).ToList();
            translation = ReadFolder(Languages.English, $"{key}/en", WithOwn(figures, own));
            CheckTranslation(original, translation);
            own.ForEach(f => figures[f.Path] = f);
        }

        CheckWhole(original);
        return problems.Count == 0 ? new CourseReading(Compose(original, translation, figures), []) : new CourseReading(null, problems);
    }

    private FolderReading ReadFolder(string language, string folder, IReadOnlyDictionary<string, FigureFile> figures)
    {
        var scope = new TextScope(key, language, [], figures, lessonKeys);
        var head = ReadFile($"{folder}/course.md", (text, found) => CourseHead.Read(text, scope, found));
        var lessons = new Dictionary<string, LessonReading>(StringComparer.Ordinal);
        foreach (var file in LessonFiles.In(root, folder, problems))
        {
            if (ReadFile(file.File, (text, found) => LessonReader.Read(text, scope, found)) is { } lesson)
            {
                lessons[file.Name] = lesson;
            }
        }

        var bank = File.Exists(Path.Combine(root, folder, ContentFile.QuestionFile))
            ? ReadFile($"{folder}/questions.md", (text, _) => new BankText(language, $"{folder}/questions.md", text, Digest.Of(text), scope))
            : null;
        return new FolderReading(folder, head, lessons, bank);
    }

    private T? ReadFile<T>(string file, Func<string, ProblemList, T?> read)
        where T : class
    {
        var found = new ProblemList(file);
        var result = ContentFile.ReadText(Path.Combine(root, file), found) is { } text ? read(text, found) : null;
        problems.AddRange(found.ToList());
        return result;
    }

    private static Dictionary<string, FigureFile> WithOwn(Dictionary<string, FigureFile> figures, List<FigureFile> own)
    {
        var all = new Dictionary<string, FigureFile>(figures, StringComparer.Ordinal);
        own.ForEach(f => all[f.Path["en/".Length..]] = f);
        return all;
    }

    private void CheckTranslation(FolderReading original, FolderReading translation)
    {
        if (original.Head is { } head)
        {
            var found = new ProblemList($"{translation.Folder}/course.md");
            translation.Head?.CheckAgainst(head, found);
            problems.AddRange(found.ToList());
        }

        foreach (var (name, lesson) in translation.Lessons)
        {
            var same = original.Lessons.GetValueOrDefault(name);
            if (same is null || same.Minutes != lesson.Minutes)
            {
                var file = LessonFiles.In(root, translation.Folder, []).First(f => f.Name == name).File;
                problems.Add(new ContentProblem(file, 1, same is null ? "Content.NoOriginal" : "Content.TranslationDiffers", [same is null ? name : "minutes"]));
            }
        }
    }

    private void CheckWhole(FolderReading original)
    {
        if (original.Lessons.Count == 0 && problems.Count == 0)
        {
            problems.Add(new ContentProblem($"{key}/course.md", 1, "Content.NoLessons", []));
        }

        if (original is { Head.Quiz: not null, Bank: null })
        {
            problems.Add(new ContentProblem($"{key}/course.md", 1, "Content.QuizWithoutBank", []));
        }

        foreach (var copies in original.Lessons.GroupBy(l => l.Value.Text.Hash).Where(same => same.Count() > 1))
        {
            problems.Add(new ContentProblem($"{key}/course.md", 1, "Content.SameLessonTwice", [string.Join(", ", copies.Select(c => c.Key))]));
        }
    }

    private Course Compose(FolderReading original, FolderReading? translation, Dictionary<string, FigureFile> figures)
    {
        FolderReading[] folders = translation is null ? [original] : [original, translation];
        return new Course(
            key,
            original.Head!.Theme,
            original.Head.Order,
            folders.Select(f => f.Head!.Text).ToDictionary(t => t.Language, StringComparer.Ordinal),
            original.Head.Quiz,
            [.. original.Lessons.Select(l => new Lesson($"{key}/{l.Key}", l.Value.Minutes, TextsOf(l.Key)))],
            folders.Select(f => f.Bank).OfType<BankText>().ToDictionary(b => b.Language, StringComparer.Ordinal),
            figures);

        Dictionary<string, LessonText> TextsOf(string name) => folders
            .Select(f => f.Lessons.GetValueOrDefault(name)?.Text)
            .OfType<LessonText>()
            .ToDictionary(t => t.Language, StringComparer.Ordinal);
    }

    /// <param name="Folder">Relative to the root.</param>
    /// <param name="Lessons">By name, in the order of the files.</param>
    private sealed record FolderReading(string Folder, CourseHead? Head, Dictionary<string, LessonReading> Lessons, BankText? Bank);
}
