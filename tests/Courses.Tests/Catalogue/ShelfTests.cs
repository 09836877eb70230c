using Learning.Courses.Catalogue;

namespace Learning.Courses.Tests.Catalogue;

public sealed class ShelfTests : IDisposable
{
    private readonly CourseFiles files = new();
    private readonly CourseFiles other = new();
    private readonly Shelf shelf;

    public ShelfTests() => shelf = new Shelf(Path.Combine(other.Root, "shelf"));

    public void Dispose()
    {
        files.Dispose();
        other.Dispose();
    }

    [Fact]
    public void A_restart_does_not_forget_the_last_good_edition()
    {
        var good = new ContentFolder(files.Root, [], shelf).Current.FindCourse("history")!;
        files.Replace("history/course.md", "title: 党史\n", "");

        var restarted = new ContentFolder(files.Root, [], shelf).Current;

        Assert.Equal(good.Hash, restarted.FindCourse("history")!.Hash);
        Assert.NotEmpty(restarted.Problems);
    }

    [Fact]
    public void The_shelf_keeps_the_newest_good_edition()
    {
        var folder = new ContentFolder(files.Root, [], shelf);
        files.Replace("history/01-one.md", "1921", "1922");
        var newer = folder.Reload().FindCourse("history")!;
        files.Replace("history/01-one.md", "1922", "1923<br>");

        Assert.Equal(newer.Hash, new ContentFolder(files.Root, [], shelf).Current.FindCourse("history")!.Hash);
    }

    [Fact]
    public void A_course_that_was_taken_away_does_not_come_back_from_the_shelf()
    {
        _ = new ContentFolder(files.Root, [], shelf).Current;
        Directory.Delete(Path.Combine(files.Root, "history"), recursive: true);

        Assert.Empty(new ContentFolder(files.Root, [], shelf).Current.Courses);
    }
}
