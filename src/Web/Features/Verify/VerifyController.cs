using Learning.Courses;
using Learning.Courses.Coverage;
using Learning.Courses.Credits;
using Learning.Courses.Ledger;
using Learning.Courses.Ledger.Witnesses;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Learning.Web.Features.Verify;

/// <summary>
/// For anybody with a proof file or a certificate in the hand; nobody signs in here. Script checks a file without sending it; the form
/// does the same on the server for browsers that cannot.
/// </summary>
[AllowAnonymous]
[Route("verify")]
public sealed class VerifyController(VerifyCertificate verifyCertificate, ProveEvidence prove, LedgerKeyFile keys, LogWitnesses witnesses) : Controller
{
    /// <summary>Who comes here has no account. A larger report is checked at home, by the page to download or by the verb.</summary>
    private const long MostBytes = 256L << 20;

    [HttpGet("")]
    public IActionResult Index(string? number) =>
        string.IsNullOrWhiteSpace(number) ? View(Page(new VerifyForm())) : LocalRedirect($"~/verify/{CertificateNumber.Normalise(number)}");

    [HttpPost("")]
    public IActionResult Check(VerifyForm form)
    {
        var page = Page(form);
        var trusted = KnownKeys.Read([form.Key ?? ""], page.Keys);
        var known = KnownWitnesses.Read([form.Witnesses ?? ""], witnesses);
        if ((trusted.Refusal ?? known.Refusal) is { } refusal)
        {
            return View(nameof(Index), page with { Refusal = refusal });
        }

        var outcome = Run(form, new Trust(trusted.Value!, known.Value!));
        return View(nameof(Index), page with { Verification = outcome.Value, Refusal = outcome.Refusal });
    }

    /// <summary>The verifier as one file that needs neither this site nor a network: for whoever does not want to ask us whether we are honest.</summary>
    [HttpGet("offline")]
    public async Task<IActionResult> Offline([FromServices] IWebHostEnvironment host, CancellationToken ct)
    {
        await using var file = host.WebRootFileProvider.GetFileInfo("dist/verify-offline.html").CreateReadStream();
        using var reader = new StreamReader(file);
        Response.Headers.ContentDisposition = "attachment; filename=lunxun-verify.html";
        return View(OfflinePage.Of(await reader.ReadToEndAsync(ct), keys.FindAllPublic(), witnesses.Keys));
    }

    /// <summary>Where the code on a certificate leads.</summary>
    [HttpGet("{number}")]
    public async Task<IActionResult> Certificate(string number, CancellationToken ct)
    {
        var page = Page(new VerifyForm { Number = number });
        var outcome = await verifyCertificate.RunAsync(number, ct);
        if (outcome.Value is not { } certificate)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return View(nameof(Index), page with { Refusal = outcome.Refusal });
        }

        var proofs = await ProofsAsync(certificate, ct);
        var checkedProofs = proofs is null || page.Keys.Count == 0 ? null : VerifyProof.Run(proofs, new Trust(page.Keys, witnesses.Keys)).Value;
        return View(nameof(Index), page with { Certificate = certificate, Verification = checkedProofs });
    }

    /// <summary>The proofs of the certificate and of what it certifies, in one file.</summary>
    [HttpGet("{number}/proof")]
    public async Task<IActionResult> Proof(string number, CancellationToken ct)
    {
        var outcome = await verifyCertificate.RunAsync(number, ct);
        return outcome.Value is { } certificate && await ProofsAsync(certificate, ct) is { } proofs
            ? new ProofDownload(proofs, certificate.Number)
            : NotFound();
    }

    private VerifyPage Page(VerifyForm form) => new(form, keys.FindAllPublic(), witnesses.Keys, null, null, null);

    private static Outcome<Verification> Run(VerifyForm form, Trust trusted)
    {
        if (form.File is { } file)
        {
            using var stream = file.OpenReadStream();
            return VerifyFile.Run(stream, trusted, MostBytes);
        }

        return string.IsNullOrWhiteSpace(form.Text) ? new Refusal("Verify.NothingGiven") : VerifyProof.Run(AsFile(form.Text), trusted);
    }

    /// <summary>Browsers send pasted lines with a carriage return, and people leave the last line feed behind. A file is taken as it is.</summary>
    private static string AsFile(string pasted) => pasted.ReplaceLineEndings("\n").Trim() + "\n";

    private async Task<string?> ProofsAsync(VerifiedCertificate certificate, CancellationToken ct)
    {
        var issued = await prove.RunAsync(certificate.Id, ct);
        var earned = await prove.RunAsync(certificate.Subject.SourceId, ct);
        if (issued.Value is null || earned.Value is null)
        {
            return null;
        }

        // A proof that kept silent about the withdrawal would prove too much.
        var proofs = $"{issued.Value.Proof}\n{earned.Value.Proof}";
        return certificate.Subject.Withdrawn is not { } withdrawn ? proofs
            : (await prove.RunAsync(withdrawn.SourceId, ct)).Value is { } taken ? $"{proofs}\n{taken.Proof}"
            : null;
    }
}
