using Microsoft.Playwright;

namespace Learning.E2E;

/// <summary>A member opens the next lesson, answers its check question, finishes it and is led on. Each way takes the lesson after the last one's.</summary>
public sealed class StudyJourney(RunningSite site)
{
    public static TheoryData<Way> Ways => [.. Way.All, Way.PhoneWithoutScript];

    [Theory, MemberData(nameof(Ways))]
    public async Task A_member_reads_the_next_lesson_and_is_led_on(Way way)
    {
        await using var member = await Visitor.SignInAsync(site, way, "member");
        await member.OpenAsync("/courses");
        await member.FollowAsync("党史学习", "党史学习"); // not translated, so its title is the same in English
        await member.Page.GetByRole(AriaRole.Link, new() { NameRegex = new(member.Say("^(开始|继续)学习$", "^(Start|Continue)$")) }).ClickAsync();
        await member.LookAsync();
        var lesson = new Uri(member.Page.Url).AbsolutePath;

        await AnswerAsync(member);
        await member.ClickAsync("我已学完", "I have finished this lesson");
        await member.SeeAsync("已记下", "Recorded at");
        await member.OpenAsync(lesson + "?finished"); // looked at once more, as a finished lesson
        await member.FollowAsync("继续学习", "Continue");

        Assert.NotEqual(lesson, new Uri(member.Page.Url).AbsolutePath);
        member.HasNoComplaints();
    }

    [Theory, MemberData(nameof(Way.All), MemberType = typeof(Way))]
    public async Task An_author_sees_what_the_site_shows_of_the_files(Way way)
    {
        await using var author = await Visitor.SignInAsync(site, way, "author");
        await author.OpenAsync("/authoring");
        await author.SeeAsync("所有文件都没有问题", "No file has a problem");
        await author.FollowAsync("轮训平台使用指南", "How to use Lunxun");
        await author.SeeAsync("版本记录", "Editions");
        author.HasNoComplaints();
    }

    /// <summary>The lesson is in Chinese whatever the reader's language is, and so are the words of its question.</summary>
    private static async Task AnswerAsync(Visitor member)
    {
        var check = member.Page.Locator("[data-check]").First;
        await Assertions.Expect(check.GetByText("答案：")).ToBeHiddenAsync();
        if (member.Way.Script)
        {
            // One wrong choice is an answer where one is asked for; where several are, it is only a beginning.
            await check.Locator("input[type=radio]:not([data-right])").Or(check.Locator("input[data-right]")).First.CheckAsync();
            foreach (var right in await check.Locator("input[data-right]").AllAsync())
            {
                await right.CheckAsync();
            }

            await Assertions.Expect(check.GetByText("答对了")).ToBeVisibleAsync();
        }
        else
        {
            await check.GetByText("看答案").ClickAsync();
        }

        await Assertions.Expect(check.GetByText("答案：")).ToBeVisibleAsync();
    }
}
