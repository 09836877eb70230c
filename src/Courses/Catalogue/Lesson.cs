namespace Learning.Courses.Catalogue;

/// <summary>One lesson as the files say it today.</summary>
/// <param name="Key">"course/lesson", without the ordering number of the file.</param>
/// <param name="Minutes">Nominal reading minutes; the same in every language.</param>
/// <param name="Texts">By language. The Chinese original is always there.</param>
public sealed record Lesson(string Key, int Minutes, IReadOnlyDictionary<string, LessonText> Texts)
{
    public string CourseKey => Key[..Key.IndexOf('/')];

    /// <summary>The last part of the key, as it stands in addresses.</summary>
    public string Name => Key[(Key.IndexOf('/') + 1)..];

    /// <summary>The text for a reader of that language; the original where there is no translation. The text says which it is.</summary>
    public LessonText In(string language) => Texts.TryGetValue(language, out var text) ? text : Texts[Languages.Chinese];
}

/// <param name="Html">The whole lesson with its list of sources, as it is shown.</param>
/// <param name="Hash">See <see cref="LessonEdition.Hash"/>.</param>
public sealed record LessonText(string Language, string Title, string Summary, string Html, string Hash, IReadOnlyList<Source> Sources)
{
    public static string HashOf(string title, string html) => Digest.Of(title + "\n" + html);
}
