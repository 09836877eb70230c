using Learning.Courses.Catalogue;

namespace Learning.Courses.Tests.Catalogue;

/// <summary>A content folder of its own, with one small course without fault, which a test then changes.</summary>
public sealed class CourseFiles : IDisposable
{
    public const string Head =
        """
        ---
        title: 党史
        theme: party-history
        order: 1
        summary: 一句话。
        quiz:
          questions: 1
          pass-percent: 60
          minutes: 10
          attempts: 3
        ---
        介绍。

        """;

    public const string Lesson =
        """
        ---
        title: 第一课
        minutes: 12
        summary: 一句话。
        sources:
          - id: jianshi
            title: 《中国共产党简史》
            year: 2021
        ---
        开幕于1921年。[@jianshi]

        """;

    public const string Drawing = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 480"><title>图</title></svg>""";

    public CourseFiles()
    {
        Root = Directory.CreateTempSubdirectory("content-").FullName;
        Write("history/course.md", Head);
        Write("history/01-one.md", Lesson);
        Write("history/02-two.md", Lesson.Replace("第一课", "第二课", StringComparison.Ordinal));
        Write("history/questions.md", "题库\n");
    }

    public string Root { get; }

    public void Write(string file, string text)
    {
        var path = Path.Combine(Root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void Replace(string file, string old, string @new)
    {
        var text = File.ReadAllText(Path.Combine(Root, file));
        Assert.Contains(old, text, StringComparison.Ordinal);
        Write(file, text.Replace(old, @new, StringComparison.Ordinal));
    }

    public ContentFolder Open(params ICourseCheck[] checks) => new(Root, checks);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
