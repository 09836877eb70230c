using Learning.Courses.Credits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Learning.E2E;

/// <summary>A question to be answered in one's own words: a member writes, an author reads without a name, the result follows.</summary>
public sealed class MarkingJourney(RunningSite site)
{
    public static TheoryData<Way, string> Ways => new()
    {
        { Way.Phone, "member" },
        { Way.Desktop, "town" },
        { Way.PhoneInEnglish, "district" },
        { Way.DesktopInEnglish, "admin" },
        { Way.PhoneWithoutScript, "secretary" },
    };

    [Theory, MemberData(nameof(Ways))]
    public async Task A_member_writes_an_author_marks_and_the_result_follows(Way way, string account)
    {
        await using var member = await Visitor.SignInAsync(site, way, account);
        await Hand.StartAsync(member, "reflection");
        var slot = await SlotOfAnswerAsync(member);
        await Hand.AnswerAsync(member, slot, [$"条例要求每年集中学习。（{account}）"]);
        await member.PressAsync("Quiz.Check");
        await member.PressAsync("Quiz.Finish");
        await member.ReadAsync("Quiz.WaitingLead", 1);

        await using var author = await Visitor.SignInAsync(site, way, "author");
        await author.OpenAsync("/authoring/reflection");
        await author.GoToAsync("Marking.Title");
        await author.GoToAsync("Marking.Question", "rf-002");
        await author.SeeAsync($"条例要求每年集中学习。（{account}）", $"条例要求每年集中学习。（{account}）");
        await author.Page.GetByLabel("说到条例的要求").CheckAsync();
        await author.PressAsync("Marking.Save");
        await author.ReadAsync("Marking.Marked", 1);
        await author.ReadAsync("Marking.NoneTitle");

        await using (var scope = site.NewScope())
        {
            await scope.ServiceProvider.GetRequiredService<SettleMarks>().RunAsync(TestContext.Current.CancellationToken);
        }

        await member.Page.ReloadAsync();
        await Assertions.Expect(member.Page.Locator(".score")).ToHaveTextAsync("1 / 3");
        await member.ReadAsync("Quiz.Said");
        await member.ReadAsync("Quiz.NotSaid");
        author.HasNoComplaints();
        member.HasNoComplaints();
    }

    /// <summary>The order of the two questions is drawn.</summary>
    private static async Task<int> SlotOfAnswerAsync(Visitor member) =>
        await member.Page.Locator("#q1 textarea").CountAsync() > 0 ? 1 : 2;
}
