using System.Text;
using Microsoft.Playwright;

namespace Learning.E2E;

/// <summary>An author at the questions of a course: looks, tries, tries out. Nothing is written: the courses here are the real ones.</summary>
public sealed class BankJourney(RunningSite site)
{
    private const string Gift = "::q1::一年有几个月？ {=12 ~10 ~11#再数一遍}\n\n::q2::写一写您的体会。 {}\n";

    public static TheoryData<Way> Ways => [.. Way.All, Way.PhoneWithoutScript];

    [Theory, MemberData(nameof(Ways))]
    public async Task An_author_sees_what_a_file_would_change_and_takes_the_bank_along(Way way)
    {
        await using var author = await Visitor.SignInAsync(site, way, "author");
        await author.OpenAsync("/authoring/party-history/bank");
        await author.Page.GetByLabel(author.Text("Exchange.Page.File"), new() { Exact = true })
            .SetInputFilesAsync(new FilePayload { Name = "q.gift", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(Gift) });
        await author.Page.GetByLabel(author.Text("Exchange.Page.Lesson")).SelectOptionAsync("founding");
        await author.PressAsync("Exchange.Page.Preview");
        await author.ReadAsync("Exchange.Page.PreviewTitle");
        await author.SeeAsync("一年有几个月？", "一年有几个月？");

        await author.GoToAsync("Exchange.Page.OtherFile");
        await author.GoToAsync("Exchange.Format.gift");
        var download = await author.Page.RunAndWaitForDownloadAsync(() => author.Page.Locator("a[download]").First.ClickAsync());
        Assert.EndsWith(".gift.txt", download.SuggestedFilename, StringComparison.Ordinal);
        author.HasNoComplaints();
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task An_author_tries_a_question_sees_a_change_before_it_is_saved_and_draws_a_paper(Way way)
    {
        await using var author = await Visitor.SignInAsync(site, way, "author");
        await author.OpenAsync("/authoring/party-history/bank/questions");
        await author.Page.GetByLabel(author.Text("Bank.Page.Search")).FillAsync("ph-001");
        await author.PressAsync("Bank.Page.Find");
        await author.Page.GetByRole(AriaRole.Row).GetByRole(AriaRole.Link).First.ClickAsync();
        await author.LookAsync();

        await author.Page.GetByRole(AriaRole.Radio).First.CheckAsync();
        await author.PressAsync("Bank.Page.Try");
        await author.ReadAsync("Bank.Page.AfterSitting");

        await author.GoToAsync("Bank.Page.Edit");
        await author.Page.GetByLabel(author.Text("Bank.Page.Body")).FillAsync("一年有几个月？\n\n- [x] 12\n- [ ] 10\n\n> 十二个月：$3\\times 4$。");
        if (!way.Script)
        {
            await author.PressAsync("Bank.Page.Preview");
        }

        // A formula is drawn where there is a script to do it, and readable where there is none.
        await Assertions.Expect(way.Script ? author.Page.Locator(".math math") : author.Page.GetByText(@"十二个月：\(3\times 4\)。", new() { Exact = true })).ToBeVisibleAsync();
        await author.OpenAsync("/authoring/party-history/bank/paper");
        await author.GoToAsync("Paper.Page.Draw");
        await author.ReadAsync("Paper.Page.TrialTitle");
        await author.GoToAsync("Paper.Page.ShowAnswers");
        await author.ReadAsync("Quiz.RightAnswer");
        author.HasNoComplaints();
    }
}
