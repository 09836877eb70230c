using Learning.Courses.Ledger;
using Learning.Web.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Learning.E2E;

/// <summary>A member downloads a proof; an inspector, who has no account, checks it, and is not taken in by a changed one.</summary>
public sealed class ProofJourney(RunningSite site)
{
    public static TheoryData<Way> Ways => [.. Way.All, Way.PhoneWithoutScript];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Ways))]
    public async Task An_inspector_checks_a_proof_without_signing_in(Way way)
    {
        var proof = await DownloadAsync(way);
        await using var inspector = await Visitor.ComeAsync(site, way);
        await inspector.OpenAsync("/verify");
        var posts = 0;
        inspector.Page.Request += (_, request) => posts += request.Method == "POST" ? 1 : 0;

        await CheckAsync(inspector, proof);
        await inspector.SeeAsync("核验通过", "This holds.");
        await inspector.SeeAsync("登记党员", "Member registered");
        await inspector.SeeAsync("存证里没有姓名", "Entries hold no names");
        await LookAgainAsync(inspector, "checked");

        proof[^30] ^= 1; // within the signature
        await CheckAsync(inspector, proof);
        await inspector.SeeAsync("核验不通过", "This does not hold.");
        await LookAgainAsync(inspector, "refused");

        // With script the file never leaves the inspector's machine.
        Assert.Equal(way.Script ? 0 : 2, posts);
        inspector.HasNoComplaints();
    }

    [Fact]
    public async Task The_browser_and_the_server_give_the_same_reasons()
    {
        await using var inspector = await Visitor.ComeAsync(site, Way.DesktopInEnglish);
        await inspector.OpenAsync("/verify");
        var proof = System.Text.Encoding.UTF8.GetString(await DownloadAsync(Way.DesktopInEnglish));
        var checkpoint = ProofFile.CheckpointOf(proof);
        string[] files =
        [
            checkpoint, $"{proof}\n{proof}", proof.Replace("\nindex ", "\nindex 1", StringComparison.Ordinal), proof.Replace("extra ", "extra  ", StringComparison.Ordinal),
            checkpoint.Replace("lunxun.local/log\n", "lunxun.local/lag\n", StringComparison.Ordinal), checkpoint.TrimEnd(), "something else\n", "",
            await ArchiveAsync(), (await ArchiveAsync()).Replace("\n3 ", "\n4 ", StringComparison.Ordinal),
        ];
        foreach (var file in files)
        {
            await CheckAsync(inspector, System.Text.Encoding.UTF8.GetBytes(file));
            var said = await inspector.Page.Locator("#result .alert").AllInnerTextsAsync();
            await inspector.Page.GetByRole(AriaRole.Button, new() { Name = "Check", Exact = true }).ClickAsync();
            var answered = await inspector.Page.Locator("#result .alert").AllInnerTextsAsync();

            Assert.NotEmpty(said);
            Assert.Equal(answered.Select(Bare), said.Select(Bare));
        }
    }

    private static string Bare(string sentence) => string.Join(' ', sentence.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>With script the answer is there once the file is chosen; without, the form is sent.</summary>
    private static async Task CheckAsync(Visitor inspector, byte[] file)
    {
        await inspector.Page.Locator("#result").EvaluateAsync("e => e.replaceChildren()");
        var path = Path.Combine(Directory.CreateTempSubdirectory("lunxun-proof-").FullName, "evidence.tlog-proof");
        await File.WriteAllBytesAsync(path, file, Ct);
        await inspector.Page.GetByLabel(inspector.Say("文件", "File"), new() { Exact = true }).SetInputFilesAsync(path);
        if (!inspector.Way.Script)
        {
            await inspector.ClickAsync("核验", "Check");
        }

        await inspector.Page.Locator("#result .alert:not(.alert-info)").First.WaitForAsync();
    }

    private static async Task LookAgainAsync(Visitor inspector, string state)
    {
        await inspector.Page.EvaluateAsync("state => history.replaceState(null, '', '#' + state)", state);
        await inspector.LookAsync();
    }

    private async Task<byte[]> DownloadAsync(Way way)
    {
        await using var member = await Visitor.SignInAsync(site, way, "member");
        await member.OpenAsync($"/evidence/{await SealedMemberAsync()}");
        await member.SeeAsync("核验通过", "This holds.");
        var download = await member.Page.RunAndWaitForDownloadAsync(() => member.Page.GetByRole(AriaRole.Link, new() { Name = member.Say("下载证明文件", "Download the proof") }).ClickAsync());
        member.HasNoComplaints();
        await using var file = await download.CreateReadStreamAsync();
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, Ct);
        return bytes.ToArray();
    }

    private async Task<Guid> SealedMemberAsync()
    {
        await using var scope = site.NewScope();
        await scope.ServiceProvider.GetRequiredService<SealLedger>().RunAsync(Ct);
        return await scope.ServiceProvider.GetRequiredService<IdentityDb>().Users.Where(u => u.UserName == "member").Select(u => u.MemberId).SingleAsync(Ct);
    }

    private async Task<string> ArchiveAsync()
    {
        await using var scope = site.NewScope();
        await using var file = new StringWriter();
        await scope.ServiceProvider.GetRequiredService<ExportLedger>().RunAsync(file, null, Ct);
        return file.ToString();
    }
}
