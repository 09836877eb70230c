namespace Learning.Courses.Questions.Exchange;

/// <summary>Settings of ours in formats that have tags: "credit=partial".</summary>
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

    public static IEnumerable<string> Of(Question question) => question.Settings.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key}={s.Value}");
}
