namespace Learning.Courses.Tests.Catalogue;

/// <summary>What the site refuses about files as such: names, sizes, encodings, files that miss or contradict each other.</summary>
public sealed class ContentFileTests : IDisposable
{
    private const string One = "history/01-one.md";
    private const string Course = "history/course.md";

    private readonly CourseFiles files = new();

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData("Content.LessonFileName", "history/three.md")]
    [InlineData("Content.LessonFileName", "history/03-Three.md")]
    [InlineData("Content.LessonRepeated", "history/03-one.md")]
    [InlineData("Content.NumberRepeated", "history/01-other.md")]
    [InlineData("Content.NoOriginal", "history/en/03-three.md")]
    [InlineData("Content.FigureName", "history/figures/map.png")]
    public void A_file_that_does_not_fit_in_is_reported(string code, string file)
    {
        files.Write("history/en/course.md", CourseFiles.Head);
        files.Write(file, CourseFiles.Lesson.Replace("第一课", "第三课", StringComparison.Ordinal));

        AssertProblem(code, file, 1);
    }

    [Theory]
    [InlineData("theme: party-history", "theme: district-plan")]
    [InlineData("order: 1", "order: 2")]
    [InlineData("attempts: 3", "attempts: 4")]
    public void A_translation_may_not_change_the_settings(string old, string @new)
    {
        files.Write("history/en/course.md", CourseFiles.Head.Replace(old, @new, StringComparison.Ordinal));

        AssertProblem("Content.TranslationDiffers", "history/en/course.md", 1);
    }

    [Fact]
    public void A_translation_may_not_change_the_minutes()
    {
        files.Write("history/en/course.md", CourseFiles.Head);
        files.Write("history/en/01-one.md", CourseFiles.Lesson.Replace("minutes: 12", "minutes: 30", StringComparison.Ordinal));

        AssertProblem("Content.TranslationDiffers", "history/en/01-one.md", 1);
    }

    [Fact]
    public void A_file_that_is_not_utf8_is_reported_with_the_line_of_the_first_bad_byte()
    {
        File.WriteAllBytes(Path.Combine(files.Root, One), [.. "---\ntitle: "u8, 0xB5, 0xDA, (byte)'\n']);

        AssertProblem("Content.NotUtf8", One, 2);
    }

    [Fact]
    public void Nesting_without_bounds_is_a_problem_and_not_the_end()
    {
        files.Write(One, CourseFiles.Lesson + new string('>', 10_000) + " 引用");
        files.Replace("history/02-two.md", "year: 2021", "year: " + new string('[', 100_000));

        AssertProblem("Content.TooDeep", One, 1);
        AssertProblem("Content.NoFrontMatter", "history/02-two.md", 1);
    }

    [Fact]
    public void A_file_without_bounds_is_not_read()
    {
        files.Write(One, new string('a', (1024 * 1024) + 1));

        AssertProblem("Content.TooLarge", One, 1);
    }

    [Fact]
    public void A_course_needs_its_own_file_and_a_lesson()
    {
        File.Delete(Path.Combine(files.Root, Course));
        AssertProblem("Content.Unreadable", Course, 1);

        files.Write("plan/course.md", CourseFiles.Head);
        AssertProblem("Content.NoLessons", "plan/course.md", 1);
    }

    [Fact]
    public void A_quiz_needs_a_bank()
    {
        File.Delete(Path.Combine(files.Root, "history/questions.md"));

        AssertProblem("Content.QuizWithoutBank", Course, 1);
    }

    [Fact]
    public void A_lesson_copied_and_forgotten_is_reported()
    {
        files.Write("history/02-two.md", CourseFiles.Lesson);

        AssertProblem("Content.SameLessonTwice", Course, 1);
    }

    [Fact]
    public void A_folder_that_cannot_be_an_address_is_reported()
    {
        Directory.CreateDirectory(Path.Combine(files.Root, "Party History"));

        AssertProblem("Content.CourseFolderName", "Party History", 1);
    }

    private void AssertProblem(string code, string file, int line)
    {
        var problems = files.Open().Current.Problems;
        Assert.Contains((code, file, line), problems.Select(p => (p.Code, p.File, p.Line)));
    }
}
