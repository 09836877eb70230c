namespace Learning.Courses.Catalogue.Markdown;

/// <summary>What one text may refer to: the sources it declares, the figures of its course, the lessons of all courses.</summary>
/// <param name="Figures">By the name authors write: "figures/map.svg". A translation finds its own figure first.</param>
/// <param name="LessonKeys">"course/lesson" of every lesson on the disk.</param>
public sealed record TextScope(
    string CourseKey,
    string Language,
    IReadOnlyList<Source> Sources,
    IReadOnlyDictionary<string, FigureFile> Figures,
    IReadOnlySet<string> LessonKeys);

/// <summary>
/// A node that refers to something or has a shape to keep. It is told what it refers to after parsing, so that renderers
/// need no context and parsers no course.
/// </summary>
internal interface IResolvable
{
    void Resolve(TextScope scope, ProblemList problems);
}
