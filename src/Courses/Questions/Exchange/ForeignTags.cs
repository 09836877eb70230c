namespace Learning.Courses.Questions.Exchange;

/// <summary>Settings and tags of ours in formats that have tags: "credit=partial", "difficulty=easy".</summary>
internal static class ForeignTags
{
    public static IReadOnlyDictionary<string, string> Settings(IEnumerable<string> tags)
    {
        var known = KindRoles.All.SelectMany(k => k.Settings).SelectMany(s => s.Value.Select(v => (s.Key, Value: v))).ToHashSet();
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in tags)
        {
            if (tag.Split('=') is [var name, var value] && known.Contains((name, value)))
            {
                settings[name] = value;
            }
        }

        return settings;
    }

    public static QuestionTags Tags(IEnumerable<string> tags)
    {
        var read = QuestionTags.None;
        foreach (var tag in tags)
        {
            read = tag.Split('=') switch
            {
                ["theme", var theme] when QuestionTags.IsTheme(theme) => read with { Theme = theme },
                ["difficulty", var word] when QuestionTags.DifficultyNamed(word) is { } difficulty => read with { Difficulty = difficulty },
                _ => read,
            };
        }

        return read;
    }

    /// <summary>A retired question is not exported, so that need not be said.</summary>
    public static IEnumerable<string> Of(Question question) =>
    [
        .. question.Settings.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key}={s.Value}"),
        .. question.Tags.Difficulty is { } difficulty ? [$"difficulty={QuestionTags.Word(difficulty)}"] : Array.Empty<string>(),
        .. question.Tags.Theme is { Length: > 0 } theme ? [$"theme={theme}"] : Array.Empty<string>(),
    ];
}
