using System.Text.Encodings.Web;
using System.Text.Json;
using Learning.Courses.Ledger;
using Learning.Courses.Ledger.Witnesses;
using Learning.Courses.Organisation;
using Learning.Courses.Training;
using Learning.Web.Features.Verify;
using Learning.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Learning.Web.Features.Evidence;

/// <summary>One line of the ledger, for those who may see whom or what it is about.</summary>
[Authorize(Policy = Policies.Member)]
[Route("evidence/{id:guid}")]
public sealed class EvidenceController(EvidenceRead evidence, AttendanceClass attendance, VisitClass visit, LedgerKeyFile keys, LogWitnesses witnesses) : Controller
{
    /// <param name="id">Of the entry, or of the row it is the evidence of: pages link to their own rows.</param>
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct)
    {
        var outcome = await evidence.RunAsync(id, ct);
        return outcome.Value is { } sheet
            ? View(EvidencePage.Of(sheet, keys.FindAllPublic(), witnesses.Keys) with { Class = await attendance.RunAsync(sheet.Entry.SourceId, ct) ?? await visit.RunAsync(sheet.Entry.SourceId, ct) })
            : NotFound();
    }

    [HttpGet("proof")]
    public async Task<IActionResult> Proof(Guid id, CancellationToken ct)
    {
        var outcome = await evidence.RunAsync(id, ct);
        return outcome.Value?.Proven is { } proven
            ? new ProofDownload(proven.Proof.ToString(), $"{proven.Entry.Kind}-{proven.Proof.Index}")
            : NotFound();
    }
}

/// <param name="Verification">What the proof shows under the log's own key; null while there is none.</param>
public sealed record EvidencePage(EvidenceEntry Entry, string Body, ProvenEntry? Proven, Verification? Verification)
{
    /// <summary>What an attendance or a home visit rests on today; null for entries of other kinds.</summary>
    public EvidenceClass? Class { get; init; }

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static EvidencePage Of(EvidenceSheet sheet, IReadOnlyList<VerifierKey> keys, IReadOnlyList<WitnessKey> witnesses)
    {
        var verification = sheet.Proven is { } proven && keys.Count > 0 ? VerifyProof.Run(proven.Proof.ToString(), new Trust(keys, witnesses)).Value : null;
        return new EvidencePage(sheet.Entry, Pretty(sheet.Entry.Body), sheet.Proven, verification);
    }

    /// <summary>Broken over lines for reading; the proof holds the bytes themselves.</summary>
    private static string Pretty(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return JsonSerializer.Serialize(json.RootElement, Readable);
        }
        catch (JsonException)
        {
            // Somebody has changed the row. The page says so; here are the bytes as they are.
            return System.Text.Encoding.UTF8.GetString(body);
        }
    }
}
