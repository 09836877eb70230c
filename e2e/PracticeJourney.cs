using System.Globalization;
using Learning.Courses;
using Learning.Courses.Questions;
using Learning.Courses.Quizzes;
using Learning.Web.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Learning.E2E;

/// <summary>A member practises: a mistake comes into the notebook and leaves it when it is answered rightly.</summary>
public sealed class PracticeJourney(RunningSite site)
{
    /// <summary>Nobody sits this course's quiz elsewhere, and each way has a member of its own.</summary>
    private const string Course = "district-plan";

    public static TheoryData<Way, string> Ways => new()
    {
        { Way.Phone, "member" },
        { Way.Desktop, "town" },
        { Way.PhoneInEnglish, "district" },
        { Way.DesktopInEnglish, "admin" },
        { Way.PhoneWithoutScript, "secretary" },
    };

    [Theory, MemberData(nameof(Ways))]
    public async Task A_mistake_is_kept_until_it_is_answered_rightly(Way way, string account)
    {
        await using var member = await Visitor.SignInAsync(site, way, account);
        await member.OpenAsync("/practice");
        await member.ReadAsync("Practice.Lead");
        await member.Page.GetByRole(AriaRole.Link, new() { Name = member.Text("Practice.WholeCourse", await CountAsync(member)) }).ClickAsync();
        await member.LookAsync();

        // Nothing chosen is wrong, whatever the kind of the question.
        await member.PressAsync("Practice.Check");
        await Assertions.Expect(member.Page.GetByRole(AriaRole.Status).GetByText(member.Text("Quiz.Wrong"))).ToBeVisibleAsync();
        await member.GoToAsync("Practice.Next");
        await member.OpenAsync("/practice");
        await member.ReadAsync("Practice.MistakesLead");
        await member.Page.Locator($"a[href='/practice/{Course}?mistakes=true']").ClickAsync();
        await member.LookAsync();
        await Hand.ChooseAsync(member.Page, 1, await RightAsync(member, account));
        await member.PressAsync("Practice.Check");
        await Assertions.Expect(member.Page.GetByRole(AriaRole.Status).GetByText(member.Text("Quiz.Right"))).ToBeVisibleAsync();
        await member.OpenAsync("/practice");
        await Assertions.Expect(member.Page.Locator($"a[href='/practice/{Course}?mistakes=true']")).ToHaveCountAsync(0);
        member.HasNoComplaints();
    }

    /// <summary>What a browser posts for the right answer to the question on the page, whose address says which it is and how it was shuffled.</summary>
    private async Task<string[]> RightAsync(Visitor member, string account)
    {
        var address = QueryHelpers.ParseQuery(new Uri(new Uri(member.Page.Url), await member.Page.Locator("form:has(#q1)").GetAttributeAsync("action")).Query);
        await using var scope = site.NewScope();
        var person = await scope.ServiceProvider.GetRequiredService<IdentityDb>().Users.Where(u => u.UserName == account).Select(u => u.MemberId).SingleAsync();
        var round = new PracticeRound(Course, null, true, int.Parse(address["seed"]!, CultureInfo.InvariantCulture));
        var page = (await scope.ServiceProvider.GetRequiredService<Practice>().RunAsync(new MemberId(person), round, address["question"], member.Way.Language, TestContext.Current.CancellationToken)).Value!;
        return [.. KindRoles.Of(page.Question!.Kind).RightAnswer(page.Question, page.Order)];
    }

    private static async Task<string> CountAsync(Visitor member)
    {
        var link = await member.Page.Locator($"a[href='/practice/{Course}']").InnerTextAsync();
        return new string([.. link.Where(char.IsAsciiDigit)]);
    }
}
