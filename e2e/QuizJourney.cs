using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Learning.E2E;

/// <summary>A member sits the quiz of the site's own guide. Every way has an account of its own, so that none uses up another's attempts.</summary>
public sealed partial class QuizJourney(RunningSite site)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<Way, string> Ways => new()
    {
        { Way.Phone, "town" },
        { Way.Desktop, "district" },
        { Way.PhoneInEnglish, "author" },
        { Way.DesktopInEnglish, "reviewer" },
        { Way.PhoneWithoutScript, "secretary" },
    };

    [Theory, MemberData(nameof(Ways))]
    public async Task A_member_answers_checks_hands_in_and_reads_the_explanations(Way way, string account)
    {
        await using var member = await BeginAsync(way, account);
        var answers = await RightAsync(member);
        if (way is { Width: < 600, Script: true })
        {
            await TurnAsync(member);
        }

        foreach (var (slot, values) in answers.SkipLast(1))
        {
            await Hand.AnswerAsync(member, slot, values);
        }

        await member.PressAsync("Quiz.Check");
        await member.ReadAsync("Quiz.Unanswered", 1);
        await member.Page.GetByRole(AriaRole.Link, new() { NameRegex = new($@"^{answers[^1].Slot}\s*{member.Text("Quiz.NotAnswered")}") }).ClickAsync();
        await Hand.AnswerAsync(member, answers[^1].Slot, answers[^1].Values);
        await member.PressAsync("Quiz.Check");
        await member.PressAsync("Quiz.Finish");

        await Assertions.Expect(member.Page.Locator(".score")).ToHaveTextAsync(EveryPoint());
        await member.ReadAsync("Quiz.Passed");
        await member.OpenAsync("/quiz/site-guide");
        await member.ReadAsync("Quiz.Past");
        member.HasNoComplaints();
    }

    [Fact]
    public async Task An_answer_that_the_line_has_swallowed_is_not_called_saved_and_comes_along_later()
    {
        await using var member = await BeginAsync(Way.Phone, "admin");
        var answers = await RightAsync(member);
        var context = member.Page.Context;

        await context.SetOfflineAsync(true);
        await Hand.ChooseAsync(member.Page, answers[0].Slot, answers[0].Values);
        await Assertions.Expect(member.Page.Locator("#paper-state")).ToContainTextAsync(member.Text("Quiz.Offline", 1));
        await Assertions.Expect(member.Page.Locator($"#q{answers[0].Slot}-saved")).ToHaveTextAsync("");

        await context.SetOfflineAsync(false);
        await Assertions.Expect(member.Page.Locator($"#q{answers[0].Slot}-saved")).ToContainTextAsync(member.Text("Quiz.SavedAt"));

        // In a second tab the member goes on; the first one, which does not know of it, does not overwrite that answer.
        var second = await context.NewPageAsync();
        await second.GotoAsync(member.Page.Url);
        await second.Locator($"#q{answers[1].Slot} input:not([type=hidden])").First.FocusAsync();
        await Hand.ChooseAsync(second, answers[1].Slot, answers[1].Values);
        await Assertions.Expect(second.Locator($"#q{answers[1].Slot}-saved")).ToContainTextAsync(member.Text("Quiz.SavedAt"));
        await Hand.ChooseAsync(member.Page, answers[1].Slot, answers[1].Values);
        await Assertions.Expect(member.Page.Locator($"#q{answers[1].Slot}-saved")).ToContainTextAsync(member.Text("Attempt.StaleAnswer"));

        // Time runs out before the eyes of the second tab, and the page goes on by itself.
        await DueInAsync(member, TimeSpan.FromSeconds(3));
        await second.ReloadAsync();
        await Assertions.Expect(second).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/result$"));
        await Assertions.Expect(second.Locator(".score")).ToContainTextAsync("2 ");

        // No last word of complaints here: the console rightly says that the line was down.
    }

    [Fact]
    public async Task Ten_answers_given_without_a_network_are_all_saved_when_it_is_back_and_another_device_takes_over()
    {
        await using var member = await BeginAsync(Way.Phone, "member", "party-history");
        var answers = await RightAsync(member);
        await Hand.AnswerAsync(member, answers[0].Slot, answers[0].Values);

        await member.Page.Context.SetOfflineAsync(true);
        foreach (var (slot, values) in answers.Skip(1).Take(10))
        {
            await Hand.ChooseAsync(member.Page, slot, values);

            // The sentence pushes the page down when it comes: not under the next press.
            await Assertions.Expect(member.Page.Locator("#paper-state")).ToContainTextAsync(member.Text("Quiz.Offline", slot - answers[0].Slot));
        }

        await Assertions.Expect(member.Page.Locator("#paper-state")).ToContainTextAsync(member.Text("Quiz.Offline", 10));
        Assert.Equal([answers[0].Slot], await SavedSlotsAsync(member));
        await member.Page.Context.SetOfflineAsync(false);
        foreach (var (slot, _) in answers.Take(11))
        {
            await Assertions.Expect(member.Page.Locator($"#q{slot}-saved")).ToContainTextAsync(member.Text("Quiz.SavedAt"));
        }

        Assert.Equal(answers.Take(11).Select(a => a.Slot), await SavedSlotsAsync(member));

        // The phone is put away; the rest is answered on a desk.
        await using var desk = await Visitor.SignInAsync(site, Way.Desktop, "member");
        await desk.OpenAsync(new Uri(member.Page.Url).AbsolutePath);
        foreach (var (slot, values) in answers.Skip(11))
        {
            await Hand.AnswerAsync(desk, slot, values);
        }

        await desk.PressAsync("Quiz.Check");
        await desk.PressAsync("Quiz.Finish");
        await Assertions.Expect(desk.Page.Locator(".score")).ToHaveTextAsync(EveryPoint());
    }

    /// <summary>A question of several parts has more than one point, and chance decides whether the paper holds one.</summary>
    [System.Text.RegularExpressions.GeneratedRegex(@"^(\d+) / \1$")]
    private static partial System.Text.RegularExpressions.Regex EveryPoint();

    private async Task<IEnumerable<int>> SavedSlotsAsync(Visitor member)
    {
        await using var scope = site.NewScope();
        var id = AttemptOf(member);
        var attempt = await scope.ServiceProvider.GetRequiredService<CoursesDb>().Attempts.AsSingleQuery().SingleAsync(a => a.Id == id, Ct);
        return attempt.LastSteps().Keys.Order();
    }

    /// <summary>One question at a time, forth and back; a reload stays where it was.</summary>
    private static async Task TurnAsync(Visitor member)
    {
        await Assertions.Expect(member.Page.Locator("fieldset.question:visible")).ToHaveCountAsync(1);
        await member.PressAsync("Quiz.Next");
        await member.PressAsync("Quiz.Next");
        await member.PressAsync("Quiz.Previous");
        await Assertions.Expect(member.Page.Locator("#q2")).ToBeVisibleAsync();
        await member.Page.ReloadAsync();
        await Assertions.Expect(member.Page.Locator("#q2")).ToBeVisibleAsync();
        await Assertions.Expect(member.Page.Locator("#map [aria-current]")).ToContainTextAsync("2");
    }

    private async Task<Visitor> BeginAsync(Way way, string account, string course = "site-guide")
    {
        var member = await Visitor.SignInAsync(site, way, account);
        await member.OpenAsync($"/quiz/{course}");
        await member.ReadAsync("Quiz.RuleClock");
        await member.PressAsync("Quiz.Start");
        await member.ReadAsync("Quiz.NothingSaved");
        return member;
    }

    /// <summary>By slot, what the browser posts for the right answer.</summary>
    private async Task<List<(int Slot, string[] Values)>> RightAsync(Visitor member)
    {
        await using var scope = site.NewScope();
        var db = scope.ServiceProvider.GetRequiredService<CoursesDb>();
        var attempt = await db.Attempts.AsSingleQuery().SingleAsync(a => a.Id == AttemptOf(member), Ct);
        return await Hand.RightAsync(db, attempt.Slots, Ct);
    }

    private async Task DueInAsync(Visitor member, TimeSpan left)
    {
        await using var scope = site.NewScope();
        var due = scope.ServiceProvider.GetRequiredService<Courses.SchoolCalendar>().UtcNow() + left;
        var id = AttemptOf(member);
        await scope.ServiceProvider.GetRequiredService<CoursesDb>().Attempts.Where(a => a.Id == id).ExecuteUpdateAsync(a => a.SetProperty(x => x.DueAt, due), Ct);
    }

    private static Guid AttemptOf(Visitor member) => Guid.Parse(new Uri(member.Page.Url).Segments[^1]);
}
