namespace Learning.Courses.Catalogue.Markdown;

/// <summary>
/// The few words that rendering adds to a lesson. They are in the language of the lesson and not of the reader, and they are
/// part of what was shown and hashed: changing one makes a new edition of every lesson.
/// </summary>
internal sealed record CourseWords(string Sources, string Comma, string Year, string ShowAnswer, string Answer, string Right, string NotYet, string OptionSeparator)
{
    private static readonly CourseWords Chinese = new("资料来源", "，", "{0}年", "看答案", "答案：", "答对了。", "还不对，再想想。", "；");
    private static readonly CourseWords English = new("Sources", ", ", "{0}", "Show the answer", "Answer: ", "That is right.", "Not yet. Think again.", "; ");

    public static CourseWords In(string language) => language == Languages.English ? English : Chinese;

    /// <summary>What a call-out without a title of its own is called.</summary>
    public string TitleOf(string kind) => (kind, this == English) switch
    {
        ("key", true) => "Main point",
        ("note", true) => "Background",
        ("quote", true) => "Document",
        ("caution", true) => "Common mistake",
        ("key", false) => "要点",
        ("note", false) => "背景",
        ("quote", false) => "文献",
        _ => "注意",
    };
}
