using Learning.Courses.Catalogue;
using Learning.Courses.Tests.Conventions;

namespace Learning.Courses.Tests.Catalogue;

public sealed class ContentFolderTests : IDisposable
{
    private readonly CourseFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void A_course_is_read_with_its_lessons_in_the_order_of_their_numbers()
    {
        files.Write("history/00-before.md", CourseFiles.Lesson.Replace("第一课", "序", StringComparison.Ordinal));

        var course = Assert.Single(files.Open().Current.Courses);

        Assert.Equal(("history", "party-history", 1, 36), (course.Key, course.Theme, course.Order, course.Minutes));
        Assert.Equal(["history/before", "history/one", "history/two"], course.Lessons.Select(l => l.Key));
        Assert.Equal(new QuizSettings(1, 60, 10, 3), course.Quiz);
        Assert.Equal("<p>介绍。</p>\n", course.In(Languages.Chinese).IntroHtml);
        Assert.Equal("题库\n", course.BankIn(Languages.English)!.Text);
    }

    [Fact]
    public void A_lesson_ends_with_the_list_of_its_sources()
    {
        files.Replace("history/01-one.md", "year: 2021", "publisher: 人民出版社\n    year: 2021\n    place: 第一章\n    url: https://example.org/?a=1&b=2");

        var text = files.Open().Current.FindLesson("history/one")!.In(Languages.Chinese);

        Assert.EndsWith(
            """
            <section class="sources" aria-labelledby="sources">
            <h2 id="sources">资料来源</h2>
            <ol>
            <li id="source-jianshi"><a href="https://example.org/?a=1&amp;b=2">《中国共产党简史》</a>，人民出版社，2021年，第一章</li>
            </ol>
            </section>

            """,
            text.Html,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_of_English_gets_the_translation_or_else_the_original_which_says_so()
    {
        files.Write("history/en/course.md", CourseFiles.Head.Replace("党史", "History", StringComparison.Ordinal));
        files.Write("history/en/01-one.md", CourseFiles.Lesson.Replace("第一课", "Lesson one", StringComparison.Ordinal));

        var course = Assert.Single(files.Open().Current.Courses);

        Assert.Equal("History", course.In(Languages.English).Title);
        Assert.Equal((Languages.English, "Lesson one"), NameOf(course.Lessons[0]));
        Assert.Equal((Languages.Chinese, "第二课"), NameOf(course.Lessons[1]));
        Assert.Contains("<h2 id=\"sources\">Sources</h2>", course.Lessons[0].In(Languages.English).Html, StringComparison.Ordinal);

        static (string, string) NameOf(Lesson lesson) => (lesson.In(Languages.English).Language, lesson.In(Languages.English).Title);
    }

    [Fact]
    public void A_changed_file_becomes_a_new_edition_and_only_of_what_it_changes()
    {
        var folder = files.Open();
        var before = folder.Current.FindCourse("history")!;

        files.Replace("history/01-one.md", "开幕于1921年。", "1921年7月23日开幕。");
        Assert.Same(before, folder.Current.FindCourse("history"));
        var after = folder.Reload().FindCourse("history")!;

        Assert.NotEqual(before.Hash, after.Hash);
        Assert.NotEqual(HashOf(before, 0), HashOf(after, 0));
        Assert.Equal(HashOf(before, 1), HashOf(after, 1));
    }

    [Fact]
    public void A_changed_figure_makes_a_new_edition_of_the_lesson_that_shows_it()
    {
        files.Write("history/figures/map.svg", CourseFiles.Drawing);
        files.Replace("history/01-one.md", "[@jianshi]", "[@jianshi]\n\n^^^\n![图](figures/map.svg)\n^^^ 图 1");
        var folder = files.Open();
        var before = folder.Current.FindCourse("history")!;

        files.Write("history/figures/map.svg", CourseFiles.Drawing.Replace("640", "641", StringComparison.Ordinal));
        var after = folder.Reload().FindCourse("history")!;

        Assert.NotEqual(HashOf(before, 0), HashOf(after, 0));
        Assert.Equal(HashOf(before, 1), HashOf(after, 1));
        Assert.Equal(641, folder.Current.FindFigure("history", "figures/map.svg")!.Width);
    }

    [Fact]
    public void A_translation_shows_its_own_figure_first()
    {
        files.Write("history/figures/map.svg", CourseFiles.Drawing);
        files.Write("history/en/figures/map.svg", CourseFiles.Drawing.Replace("图", "Map", StringComparison.Ordinal));
        files.Write("history/en/course.md", CourseFiles.Head.Replace("介绍。", "![Map](figures/map.svg)", StringComparison.Ordinal));

        var course = Assert.Single(files.Open().Current.Courses);

        Assert.Contains("src=\"/content/history/en/figures/map.svg?v=", course.In(Languages.English).IntroHtml, StringComparison.Ordinal);
        Assert.NotNull(course.Figures["figures/map.svg"]);
    }

    [Theory]
    [InlineData("../secret.svg")]
    [InlineData("figures/../../secret.svg")]
    [InlineData("course.md")]
    public void Nothing_but_a_figure_is_served(string path)
    {
        files.Write("secret.svg", CourseFiles.Drawing);

        Assert.Null(files.Open().Current.FindFigure("history", path));
        Assert.Null(files.Open().Current.FindFigure("..", "secret.svg"));
    }

    [Fact]
    public void A_broken_file_leaves_the_last_good_edition_and_other_courses_alone()
    {
        files.Write("plan/course.md", CourseFiles.Head.Replace("quiz:\n  questions: 1\n  pass-percent: 60\n  minutes: 10\n  attempts: 3\n", "", StringComparison.Ordinal));
        files.Write("plan/01-one.md", CourseFiles.Lesson);
        var folder = files.Open();
        var good = folder.Current.FindCourse("history")!;

        files.Replace("history/01-one.md", "minutes: 12", "minutes: [");
        files.Replace("plan/01-one.md", "1921", "1922");
        var after = folder.Reload();

        Assert.Same(good, after.FindCourse("history"));
        Assert.Contains("1922", after.FindLesson("plan/one")!.In(Languages.Chinese).Html, StringComparison.Ordinal);
        var problem = Assert.Single(after.ProblemsOf("history"));
        Assert.Equal(("history/01-one.md", "Content.BadFrontMatter"), (problem.File, problem.Code));

        files.Replace("history/01-one.md", "minutes: [", "minutes: 13");
        Assert.Equal(13, folder.Reload().FindLesson("history/one")!.Minutes);
        Assert.Empty(folder.Current.Problems);
    }

    [Fact]
    public void A_course_broken_from_the_start_is_not_shown()
    {
        files.Replace("history/course.md", "title: 党史\n", "");

        Assert.Empty(files.Open().Current.Courses);
    }

    [Fact]
    public void A_content_folder_that_disappears_takes_nothing_away()
    {
        var folder = files.Open();
        var courses = folder.Current.Courses;
        var away = files.Root + "-away";
        Directory.Move(files.Root, away);

        var after = folder.Reload();
        Directory.Move(away, files.Root);

        Assert.Equal(courses, after.Courses);
        Assert.Equal("Content.Unreadable", Assert.Single(after.Problems).Code);
    }

    [Fact]
    public void The_courses_that_come_with_the_site_are_without_fault() =>
        Assert.Empty(new ContentFolder(Path.Combine(SourceTree.Root, "content"), []).Current.Problems);

    [Fact]
    public void Another_folder_may_hold_a_course_back()
    {
        var folder = files.Open(new NoQuestions());

        Assert.Empty(folder.Current.Courses);
        Assert.Equal("Bank.Empty", Assert.Single(folder.Current.Problems).Code);
    }

    [Fact]
    public void A_line_end_of_another_kind_and_a_byte_order_mark_change_nothing()
    {
        var before = files.Open().Current.FindCourse("history")!;
        files.Write("history/01-one.md", "\uFEFF" + CourseFiles.Lesson.ReplaceLineEndings("\r\n"));
        files.Write("history/questions.md", "题库\r\n");

        Assert.Equal(before.Hash, files.Open().Current.FindCourse("history")!.Hash);
    }

    private static string HashOf(Course course, int lesson) => course.Lessons[lesson].In(Languages.Chinese).Hash;

    private sealed class NoQuestions : ICourseCheck
    {
        public IEnumerable<ContentProblem> Check(Course course) => [new("history/questions.md", 1, "Bank.Empty", [])];
    }
}
