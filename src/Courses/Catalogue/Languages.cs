namespace Learning.Courses.Catalogue;

/// <summary>The languages a course can be written in. Chinese is the original; English is a translation that may be missing.</summary>
public static class Languages
{
    public const string Chinese = "zh-CN";
    public const string English = "en";
}
