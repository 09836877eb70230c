using System.Text.RegularExpressions;
using Learning.Courses.Catalogue;
using Learning.Courses.Catalogue.Markdown;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Learning.Courses.Questions;

/// <summary>
/// Reads questions.md. A question that cannot be asked or marked is reported and left out, so that the bank holds nothing
/// that a paper could not use.
/// </summary>
public static partial class BankReader
{
    public static QuestionBank Read(string text, TextScope scope, ProblemList problems)
    {
        var questions = new List<BankQuestion>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var section in Sections(CourseMarkdown.Read(WithBlanks(text), scope, problems), problems))
        {
            if (ReadQuestion(section, scope, problems) is not { } question)
            {
                continue;
            }

            if (!keys.Add(question.Key))
            {
                problems.Add(section.Line, "Bank.RepeatedId", question.Key);
                continue;
            }

            questions.Add(BankQuestion.Of(question, section.Line));
        }

        return new QuestionBank(scope.CourseKey, scope.Language, questions);
    }

    public static bool IsKey(string key) => KeyPattern().IsMatch(key);

    /// <summary>Two blanks in one line would be the marks of bold text, and both be gone.</summary>
    internal static string WithBlanks(string text) => Blank().Replace(text, run => run.Value.Replace("_", @"\_", StringComparison.Ordinal));

    private static List<Section> Sections(MarkdownDocument document, ProblemList problems)
    {
        var spoiled = problems.ToList().Select(p => p.Line).ToList();
        var sections = new List<Section>();
        foreach (var block in document)
        {
            if (block is HeadingBlock { Level: 2 } heading)
            {
                sections.Add(new Section(heading, []));
            }
            else if (sections.Count > 0)
            {
                sections[^1].Body.Add(block);
            }
            else
            {
                problems.Add(block.Line + 1, "Bank.TextBeforeQuestions");
            }
        }

        // What the pipeline refuses anywhere (a dead link, raw HTML) is reported by then; its question must not be asked.
        var ends = sections.Skip(1).Select(s => s.Line).Append(int.MaxValue);
        return [.. sections.Zip(ends, (section, end) => section with { Spoiled = spoiled.Exists(line => line >= section.Line && line < end) })];
    }

    private static Question? ReadQuestion(Section section, TextScope scope, ProblemList problems)
    {
        var before = problems.Count;
        var head = ReadHead(section.Heading, scope, problems);
        if (head?.Kind.Kind == QuestionKind.Passage)
        {
            return ReadPassage(section, head, problems, before);
        }

        if (ReadBody(section, head, problems) is not { } question || problems.Count > before)
        {
            return null;
        }

        foreach (var code in KindRoles.Of(question.Kind).Check(question).Distinct(StringComparer.Ordinal))
        {
            problems.Add(section.Line, code, question.Key);
        }

        return problems.Count > before || section.Spoiled ? null : question;
    }

    /// <summary>A stem, a list and an explanation: what every question has that asks one thing.</summary>
    private static Question? ReadBody(Section section, Head? head, ProblemList problems)
    {
        if (section.Body is not [ParagraphBlock stem, ListBlock list, QuoteBlock explanation])
        {
            problems.Add(section.Line, section.Body.Exists(b => b is QuoteBlock) ? "Bank.QuestionShape" : "Bank.NoExplanation");
            return null;
        }

        var options = head?.Kind.ReadList(list, problems);
        if (options?.Count > KindRoles.MaxOptions)
        {
            problems.Add(section.Line, "Question.TooManyOptions", head!.Key, KindRoles.MaxOptions);
        }

        return options is null
            ? null
            : new Question(head!.Key, head.Kind.Kind, head.LessonKey, CourseMarkdown.InlineHtml(stem), options, CourseMarkdown.ToHtml(explanation.AsEnumerable()).Trim()) { Settings = head.Settings, Tags = head.Tags };
    }

    /// <summary>The text, then a heading of the third level for each question about it.</summary>
    private static Question? ReadPassage(Section section, Head head, ProblemList problems, int before)
    {
        var words = section.Body.TakeWhile(b => b is not HeadingBlock).ToList();
        if (words.Count == 0 || words.Exists(b => b is not ParagraphBlock))
        {
            problems.Add(section.Line, "Bank.PassageShape", head.Key);
        }

        var parts = new List<Section>();
        foreach (var block in section.Body.Skip(words.Count))
        {
            if (block is HeadingBlock heading)
            {
                parts.Add(new Section(heading, []));
            }
            else
            {
                parts[^1].Body.Add(block);
            }
        }

        var questions = parts.ConvertAll(part => ReadBody(part, ReadPart(part.Heading, head, problems), problems));
        if (problems.Count > before || section.Spoiled)
        {
            return null;
        }

        var passage = new Question(head.Key, head.Kind.Kind, head.LessonKey, PassageText(words), [], "") { Settings = head.Settings, Tags = head.Tags, Parts = [.. questions.OfType<Question>()] };
        foreach (var code in head.Kind.Check(passage).Distinct(StringComparer.Ordinal))
        {
            problems.Add(section.Line, code, passage.Key);
        }

        return problems.Count > before ? null : passage;
    }

    /// <summary>Without paragraph elements: it stands in a legend and in a heading, which hold none.</summary>
    private static string PassageText(IEnumerable<Block> words) => string.Join("<br><br>", words.OfType<ParagraphBlock>().Select(CourseMarkdown.InlineHtml));

    /// <summary>Null, and a problem, where nothing else could be read for want of a kind.</summary>
    private static Head? ReadHead(HeadingBlock heading, TextScope scope, ProblemList problems)
    {
        var key = CourseMarkdown.InlineText(heading);
        if (!KeyPattern().IsMatch(key))
        {
            problems.Add(heading.Line + 1, "Bank.BadId", key);
        }

        var properties = heading.TryGetAttributes()?.Properties ?? [];
        var kind = ReadKind(heading, key, problems);
        var lessons = properties.Where(p => p.Key == "lesson").ToList();
        var lesson = lessons is [(_, { } value)] ? $"{scope.CourseKey}/{value}" : "";
        if (!scope.LessonKeys.Contains(lesson))
        {
            problems.Add(heading.Line + 1, "Bank.UnknownLesson", key, lesson);
        }

        var tags = QuestionTags.Read(heading, key, problems);
        return kind is null ? null : new Head(key, kind, lesson, ReadSettings(heading, key, kind, problems), tags);
    }

    /// <summary>The part of a passage is taught where the passage is.</summary>
    private static Head? ReadPart(HeadingBlock heading, Head passage, ProblemList problems)
    {
        var key = CourseMarkdown.InlineText(heading);
        return ReadKind(heading, key, problems) is { } kind ? new Head(key, kind, passage.LessonKey, ReadSettings(heading, key, kind, problems), QuestionTags.None) : null;
    }

    private static KindRoles? ReadKind(HeadingBlock heading, string key, ProblemList problems)
    {
        var kind = heading.TryGetAttributes()?.Classes is [var name] ? KindRoles.Named(name) : null;
        if (kind is null)
        {
            problems.Add(heading.Line + 1, "Bank.NoKind", key, string.Join(' ', KindRoles.All.Select(k => $".{k.Word}")));
        }

        return kind;
    }

    private static Dictionary<string, string> ReadSettings(HeadingBlock heading, string key, KindRoles kind, ProblemList problems)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in (heading.TryGetAttributes()?.Properties ?? []).Where(p => p.Key != "lesson" && !(heading.Level == 2 && QuestionTags.IsName(p.Key))))
        {
            if (kind.Settings.GetValueOrDefault(name)?.Contains(value, StringComparer.Ordinal) is not true || !settings.TryAdd(name, value!))
            {
                problems.Add(heading.Line + 1, "Bank.UnknownSetting", key, $"{name}={value}");
            }
        }

        return settings;
    }

    private sealed record Head(string Key, KindRoles Kind, string LessonKey, IReadOnlyDictionary<string, string> Settings, QuestionTags Tags);

    /// <summary>A heading and what stands below it, up to the next one.</summary>
    private sealed record Section(HeadingBlock Heading, List<Block> Body, bool Spoiled = false)
    {
        public int Line => Heading.Line + 1;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,58}$")]
    private static partial Regex KeyPattern();

    [GeneratedRegex("_{4,}")]
    private static partial Regex Blank();
}
