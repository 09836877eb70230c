using System.Net;
using Learning.Courses.Catalogue;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Web.Tests.Learn;

/// <summary>A site with a content folder of its own, whose files an author changes while it runs.</summary>
public sealed class AuthoringTests : IAsyncDisposable
{
    private const string Lesson = "guide/01-one.md";

    private readonly string content = Directory.CreateTempSubdirectory("lunxun-content-").FullName;
    private readonly TestSite site = new();
    private readonly WebApplicationFactory<Program> own;

    public AuthoringTests()
    {
        Write("guide/course.md", "---\ntitle: 指南\ntheme: site-guide\norder: 1\nsummary: 一句话。\n---\n介绍。\n");
        Write(Lesson, LessonText("第一版。"));
        own = site.WithWebHostBuilder(b => b.UseSetting("Content:Path", content));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await own.DisposeAsync();
        await site.DisposeAsync();
        Directory.Delete(content, recursive: true);
    }

    [Fact]
    public async Task A_saved_file_is_shown_without_a_restart_and_a_broken_one_leaves_the_last_good_edition()
    {
        await site.InitializeAsync();
        using var author = As("author");
        Assert.Contains("第一版。", await author.GetStringAsync("/learn/guide/one", Ct), StringComparison.Ordinal);
        Assert.Contains("所有文件都没有问题", await author.GetStringAsync("/authoring", Ct), StringComparison.Ordinal);

        Write(Lesson, LessonText("第二版。"));
        await UntilAsync(s => s.FindLesson("guide/one")!.In("zh-CN").Html.Contains("第二版", StringComparison.Ordinal));
        Assert.Contains("第二版。", await author.GetStringAsync("/learn/guide/one", Ct), StringComparison.Ordinal);

        Write(Lesson, LessonText("第三版。").Replace("minutes: 5", "minutes: 五", StringComparison.Ordinal));
        await UntilAsync(s => s.Problems.Count > 0);
        Assert.Contains("第二版。", await author.GetStringAsync("/learn/guide/one", Ct), StringComparison.Ordinal);
        foreach (var page in new[] { "/authoring", "/authoring/guide" })
        {
            var html = await author.GetStringAsync(page, Ct);
            Assert.Contains(Lesson, html, StringComparison.Ordinal);
            Assert.Contains("minutes 应是 1 到 180 之间的整数", html, StringComparison.Ordinal);
            Assert.Contains("最近一个正确的版本", html, StringComparison.Ordinal);
        }

        using var english = As("reviewer", "en");
        Assert.Contains("minutes must be a whole number from 1 to 180", await english.GetStringAsync("/authoring", Ct), StringComparison.Ordinal);
        using var member = As("member");
        Assert.Equal(HttpStatusCode.Forbidden, (await member.GetAsync("/authoring", Ct)).StatusCode);
    }

    private static string LessonText(string words) =>
        $"---\ntitle: 第一课\nminutes: 5\nsummary: 一句话。\nsources:\n  - id: site\n    title: 说明\n---\n{words}[@site]\n";

    private HttpClient As(string account, string language = "zh-CN")
    {
        var client = own.CreateDefaultClient();
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        client.DefaultRequestHeaders.Add(TestSignIn.Header, account);
        return client;
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(content, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>Waits for what the watcher does, not for a time; the token of the test ends it if it never does.</summary>
    private async Task UntilAsync(Func<Snapshot, bool> isSo)
    {
        var folder = own.Services.GetRequiredService<ContentFolder>();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while (!isSo(folder.Current))
        {
            await Task.Delay(50, patience.Token);
        }
    }
}
