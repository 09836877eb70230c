using Learning.Courses.Notices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Learning.E2E;

/// <summary>
/// A key was wrong: the author corrects the bank and proposes, a reviewer decides, the member's mark rises. Every way moves the
/// key on by one option, so that each finds one that is wrong.
/// </summary>
public sealed class RevisionJourney(RunningSite site)
{
    private const string Question = "/authoring/reflection/bank/questions/rf-001";

    public static TheoryData<Way, string, string> Ways => new()
    {
        { Way.Phone, "member", "12学时" },
        { Way.Desktop, "town", "16学时" },
        { Way.PhoneInEnglish, "district", "56学时" },
        { Way.DesktopInEnglish, "admin", "90学时" },
        { Way.PhoneWithoutScript, "secretary", "32学时" },
    };

    [Theory, MemberData(nameof(Ways))]
    public async Task A_wrong_key_is_corrected_for_those_who_have_sat(Way way, string account, string answer)
    {
        await using var author = await Visitor.SignInAsync(site, way, "author");
        await author.OpenAsync($"{Question}/edit");
        var body = await author.Page.GetByLabel(author.Text("Bank.Page.Body")).InputValueAsync();

        await using var member = await Visitor.SignInAsync(site, way, account);
        await Hand.StartAsync(member, "reflection");
        await AnswerAsync(member, answer);
        await member.PressAsync("Quiz.Check");
        await member.PressAsync("Quiz.Finish");
        await Assertions.Expect(member.Page.Locator(".score")).ToHaveTextAsync("0 / 3");

        await author.Page.GetByLabel(author.Text("Bank.Page.Body")).FillAsync(
            body.Replace("[x]", "[ ]", StringComparison.Ordinal).Replace($"[ ] {answer}", $"[x] {answer}", StringComparison.Ordinal));
        await author.PressAsync("Bank.Page.Save");
        await author.ReadAsync("Bank.Page.SavedNow", "rf-001");

        await author.OpenAsync("/authoring/reflection/revisions");
        await author.Page.GetByRole(AriaRole.Region, new() { Name = author.Text("Revision.Changed", 1) }).GetByRole(AriaRole.Link).First.ClickAsync();
        await author.LookAsync();
        await author.Page.GetByLabel(author.Text("Revision.ReasonLabel"), new() { Exact = true }).SelectOptionAsync("wrong-key");
        await author.PressAsync("Revision.ToPreview");
        await author.ReadAsync("Revision.Change");
        await author.PressAsync("Revision.Propose");
        await author.ReadAsync("Revision.Proposed");

        await using var reviewer = await Visitor.SignInAsync(site, way, "reviewer");
        await reviewer.OpenAsync(new Uri(author.Page.Url).AbsolutePath);
        await reviewer.PressAsync("Revision.Apply");
        await reviewer.ReadAsync("Revision.InForce");
        await CarryOutAsync(); // on a busy machine the page leaves the rest to the job

        await member.Page.ReloadAsync();
        await Assertions.Expect(member.Page.Locator(".score")).ToHaveTextAsync("1 / 3");
        await member.ReadAsync("Quiz.Correction.Marked");
        await member.LookAsync();
        author.HasNoComplaints();
        reviewer.HasNoComplaints();
        member.HasNoComplaints();
    }

    private async Task CarryOutAsync()
    {
        await using var scope = site.NewScope();
        await scope.ServiceProvider.GetRequiredService<CarryOutRevisions>().RunAsync(TestContext.Current.CancellationToken);
    }

    private static async Task AnswerAsync(Visitor member, string words)
    {
        var slot = await member.Page.Locator("#q1 textarea").CountAsync() > 0 ? 2 : 1;
        var value = await member.Page.Locator($"#q{slot} label").Filter(new() { HasText = words }).Locator("input").GetAttributeAsync("value");
        await Hand.AnswerAsync(member, slot, [value!]);
    }
}
