using Learning.Courses.Catalogue.Markdown;

namespace Learning.Courses.Catalogue.Reading;

/// <summary>What course.md says in one language.</summary>
internal sealed record CourseHead(string Theme, int Order, QuizSettings? Quiz, CourseText Text)
{
    /// <summary>Nobody sits more at once.</summary>
    public const int MostQuestions = 100;

    public static CourseHead? Read(string text, TextScope scope, ProblemList problems)
    {
        if (FrontMatter.Parse(text, problems) is not { } fields)
        {
            return null;
        }

        var (title, summary, theme) = (fields.Text("title"), fields.Text("summary"), fields.Text("theme"));
        if (theme.Length > 0 && !Themes.All.Contains(theme))
        {
            problems.Add(fields.LineOf("theme"), "Content.UnknownTheme", theme, string.Join(", ", Themes.All));
        }

        var order = fields.Number("order", 1, 999);
        var quiz = ReadQuiz(fields.Inside("quiz"));
        fields.ReportUnknownFields();
        var document = CourseMarkdown.Read(text, scope, problems);
        LessonRules.Check(document, problems);
        return new CourseHead(theme, order, quiz, new CourseText(scope.Language, title, summary, CourseMarkdown.ToHtml(document)));
    }

    /// <summary>A translation repeats the settings; it may not change them.</summary>
    public void CheckAgainst(CourseHead original, ProblemList problems)
    {
        foreach (var (field, same) in new[] { ("theme", Theme == original.Theme), ("order", Order == original.Order), ("quiz", Quiz == original.Quiz) })
        {
            if (!same)
            {
                problems.Add(1, "Content.TranslationDiffers", field);
            }
        }
    }

    private static QuizSettings? ReadQuiz(FrontMatter? fields)
    {
        if (fields is null)
        {
            return null;
        }

        var blueprint = BlueprintReader.Read(fields);
        var quiz = new QuizSettings(
            blueprint?.Questions ?? fields.Number("questions", 1, MostQuestions),
            fields.Number("pass-percent", 1, 100),
            fields.Number("minutes", 1, 300),
            fields.Number("attempts", 1, 20),
            fields.OptionalNumber("grace-seconds", 0, 600) ?? QuizSettings.UsualGrace)
        {
            Blueprint = blueprint,
            Shuffle = BlueprintReader.ReadShuffle(fields),
            Days = ReadDays(fields),
        };
        fields.ReportUnknownFields();
        return quiz;
    }

    private static QuizDays ReadDays(FrontMatter fields)
    {
        var days = new QuizDays(fields.OptionalDay("opens"), fields.OptionalDay("closes"));
        if (days.From > days.To)
        {
            fields.Report(fields.LineOf("closes"), "Content.ClosesBeforeItOpens");
        }

        return days;
    }
}
