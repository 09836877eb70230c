using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Learning.Web.Demo;
using Microsoft.Playwright;

namespace Learning.E2E;

/// <summary>How a journey is made: on which window, in which language, with or without script.</summary>
public sealed record Way(string Language, int Width, int Height, bool Script = true)
{
    public static Way Phone { get; } = new("zh-CN", 390, 844);
    public static Way Desktop { get; } = new("zh-CN", 1280, 900);
    public static Way PhoneInEnglish { get; } = new("en", 390, 844);
    public static Way DesktopInEnglish { get; } = new("en", 1280, 900);
    public static Way PhoneWithoutScript { get; } = new("zh-CN", 390, 844, Script: false);

    /// <summary>Both windows, both languages, and script off.</summary>
    public static TheoryData<Way> All => [Phone, Desktop, PhoneInEnglish, DesktopInEnglish];

    public string Say(string chinese, string english) => Language == "en" ? english : chinese;

    public override string ToString() => $"{Language} {Width}px{(Script ? "" : " without script")}";
}

/// <summary>
/// A person at a browser, with verbs. Every page the person comes to is scanned by axe, listened to for script errors, and
/// must not be wider than its window.
/// </summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];
    private readonly HashSet<string> scanned = [];

    private readonly RunningSite site;

    private Visitor(RunningSite site, Way way, IBrowserContext context, IPage page)
    {
        (this.site, Way, this.context, Page) = (site, way, context, page);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("status of 4", StringComparison.Ordinal))
            {
                complaints.Add($"console at {page.Url}: {message.Text}");
            }
        };
        page.PageError += (_, error) => complaints.Add($"script at {page.Url}: {error}");
    }

    public Way Way { get; }

    public IPage Page { get; }

    public static async Task<Visitor> ComeAsync(RunningSite site, Way way)
    {
        var window = await site.Chromium.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = site.Address,
            Locale = way.Language,
            ViewportSize = new ViewportSize { Width = way.Width, Height = way.Height },
            JavaScriptEnabled = way.Script,
            HasTouch = way.Width < 600,
        });
        window.SetDefaultTimeout(180_000);
        return new Visitor(site, way, window, await window.NewPageAsync());
    }

    public static async Task<Visitor> SignInAsync(RunningSite site, Way way, string account)
    {
        var visitor = await ComeAsync(site, way);
        await visitor.OpenAsync("/sign-in");
        await visitor.Page.GetByLabel(way.Say("党员编号或账号", "Member number or account name")).FillAsync(account);
        await visitor.Page.GetByLabel(way.Say("密码", "Password"), new() { Exact = true }).FillAsync(DemoAccounts.Password);
        await visitor.ClickAsync("登录", "Sign in");
        return visitor;
    }

    public string Say(string chinese, string english) => Way.Say(chinese, english);

    /// <summary>What the site says under this key in the visitor's language.</summary>
    public string Text(string key, params object[] args) => site.Text(Way.Language, key, args);

    /// <summary>Presses the button with the words of this key and looks at what came.</summary>
    public Task PressAsync(string key, params object[] args) => ClickAsync(Text(key, args), Text(key, args));

    public Task GoToAsync(string key, params object[] args) => FollowAsync(Text(key, args), Text(key, args));

    public Task ReadAsync(string key, params object[] args) => SeeAsync(Text(key, args), Text(key, args));

    public Task FillAsync(string key, string value) => Page.GetByLabel(Text(key), new() { Exact = false }).First.FillAsync(value);

    public async Task OpenAsync(string path)
    {
        await Page.GotoAsync(path);
        await LookAsync();
    }

    /// <summary>Presses the button of this name and looks at what came.</summary>
    public async Task ClickAsync(string chinese, string english)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = Say(chinese, english), Exact = true }).First.ClickAsync();
        await LookAsync();
    }

    public async Task FollowAsync(string chinese, string english)
    {
        await Page.GetByRole(AriaRole.Link, new() { Name = Say(chinese, english) }).First.ClickAsync();
        await LookAsync();
    }

    public Task SeeAsync(string chinese, string english) =>
        Assertions.Expect(Page.GetByText(Say(chinese, english)).First).ToBeVisibleAsync();

    /// <summary>Scans the page once for each address: accessibility, and nothing sticking out to the right.</summary>
    public async Task LookAsync()
    {
        await Page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
        if (!Way.Script || !scanned.Add(Page.Url))
        {
            return;
        }

        var result = await Page.RunAxe(new AxeRunOptions { ResultTypes = new HashSet<ResultType> { ResultType.Violations } });
        complaints.AddRange(result.Violations.Select(v =>
            $"axe at {Page.Url}: {v.Id} ({v.Help}) {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html[..Math.Min(160, n.Html.Length)]))}"));
        var overflow = await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (overflow > 1) // One is rounding: widths in fractions of a pixel are shown as whole ones.
        {
            complaints.Add($"{Page.Url} is {overflow.ToString(CultureInfo.InvariantCulture)} px wider than the window");
        }
    }

    /// <summary>The journey's last word: what axe, the console and the layout had to say against it.</summary>
    public void HasNoComplaints() => Assert.True(complaints.Count == 0, string.Join("\n", complaints));

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
