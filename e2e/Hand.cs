using Learning.Courses.Questions;
using Learning.Courses.Quizzes;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Learning.E2E;

/// <summary>The hand that fills in a paper: by mouse and keyboard, whatever the kinds of its questions.</summary>
internal static class Hand
{
    public static async Task ChooseAsync(IPage page, int slot, string[] values)
    {
        var filled = new Dictionary<string, int>();
        if (!await page.Locator($"#q{slot}").IsVisibleAsync())
        {
            await page.Locator($"#map a[href='#q{slot}']").ClickAsync(); // A phone shows one question at a time.
        }

        foreach (var value in values)
        {
            // The values of a passage name their part; on the page the part stands in the name of the field.
            var (name, rest) = value.Split(':', 2) is [var part, var inPart] && await page.Locator($"[name='a{slot}-{part}']").CountAsync() > 0
                ? ($"a{slot}-{part}", inPart)
                : ($"a{slot}", value);
            var place = $"#q{slot} [name='{name}']";
            if (await page.Locator($"{place}[type=radio], {place}[type=checkbox]").CountAsync() > 0)
            {
                await page.Locator($"{place}[value='{rest}']").CheckAsync();
                continue;
            }

            // Fields of one name take their values in their order.
            var nth = filled.GetValueOrDefault(name);
            filled[name] = nth + 1;
            if (await page.Locator($"#q{slot} select[name='{name}']").CountAsync() > 0)
            {
                await page.Locator(place).Nth(nth).SelectOptionAsync(new SelectOptionValue { Value = rest }); // not its label: places count from 1
            }
            else
            {
                await page.Locator(place).Nth(nth).FillAsync(rest);
            }
        }
    }

    /// <summary>Starts a sitting of the course's quiz. Whoever has sat it in another journey reads other words on the same button.</summary>
    public static async Task StartAsync(Visitor member, string course)
    {
        await member.OpenAsync($"/quiz/{course}");
        var again = await member.Page.GetByRole(AriaRole.Button, new() { Name = member.Text("Quiz.Again"), Exact = true }).CountAsync() > 0;
        await member.PressAsync(again ? "Quiz.Again" : "Quiz.Start");
    }

    public static async Task AnswerAsync(Visitor member, int slot, string[] values)
    {
        await ChooseAsync(member.Page, slot, values);
        if (!member.Way.Script)
        {
            await member.Page.Locator($"#q{slot}").GetByRole(AriaRole.Button, new() { Name = member.Text("Quiz.Save") }).ClickAsync();
        }

        await Assertions.Expect(member.Page.Locator($"#q{slot}-saved")).ToContainTextAsync(member.Text("Quiz.SavedAt"));
    }

    /// <summary>By slot, what a browser posts for the right answer.</summary>
    public static async Task<List<(int Slot, string[] Values)>> RightAsync(CoursesDb db, IEnumerable<PaperSlot> paper, CancellationToken ct)
    {
        var slots = paper.OrderBy(s => s.Slot).ToList();
        var hashes = slots.ConvertAll(s => s.QuestionHash);
        var questions = (await db.QuestionVersions.Where(q => hashes.Contains(q.Hash)).ToListAsync(ct)).ToDictionary(q => q.Hash, Question.From);
        return slots.ConvertAll(s => (s.Slot, (string[])[.. KindRoles.Of(questions[s.QuestionHash].Kind).RightAnswer(questions[s.QuestionHash], s.OptionOrder)]));
    }
}
