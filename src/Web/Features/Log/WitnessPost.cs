using System.Text;
using Learning.Courses.Ledger.Witnesses;

namespace Learning.Web.Features.Log;

/// <summary>Carries what we ask to a witness and what it says back (C2SP tlog-witness, the log's side).</summary>
internal sealed class WitnessPost : IDisposable
{
    /// <summary>A witness that has not answered by then is silent; nobody waits for it but the next round.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Patience, MaxResponseContentBufferSize = 64 * 1024 };

    public async Task<WitnessReply> AskAsync(LogWitness witness, AddCheckpoint request, CancellationToken ct)
    {
        try
        {
            using var body = new StringContent(request.ToString(), Encoding.UTF8, "text/plain");
            using var answer = await client.PostAsync(new Uri(witness.Address, "add-checkpoint"), body, ct);
            return new WitnessReply(VerdictOf((int)answer.StatusCode), await answer.Content.ReadAsStringAsync(ct));
        }
        catch (Exception e) when (!ct.IsCancellationRequested && e is HttpRequestException or TaskCanceledException or InvalidOperationException)
        {
            return new WitnessReply(null, e.Message);
        }
    }

    public void Dispose() => client.Dispose();

    private static WitnessVerdict VerdictOf(int status) => status switch
    {
        StatusCodes.Status200OK => WitnessVerdict.Cosigned,
        StatusCodes.Status400BadRequest => WitnessVerdict.Malformed,
        StatusCodes.Status403Forbidden => WitnessVerdict.NotSigned,
        StatusCodes.Status404NotFound => WitnessVerdict.UnknownLog,
        StatusCodes.Status409Conflict => WitnessVerdict.OtherSize,
        StatusCodes.Status422UnprocessableEntity => WitnessVerdict.Inconsistent,
        _ => WitnessVerdict.Stopped,
    };
}
