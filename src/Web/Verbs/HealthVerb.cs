using System.CommandLine;

namespace Learning.Web.Verbs;

/// <summary>Asks a running site whether it is alive: the container image has no other program that could.</summary>
internal static class HealthVerb
{
    public static Command Create()
    {
        var address = new Argument<Uri>("ADDRESS") { Description = "Where the site listens.", DefaultValueFactory = _ => new Uri("http://127.0.0.1:5080") };
        var verb = new Command("health", "Exit code 0 when the site at the address answers, 1 when it does not.") { address };
        verb.SetAction(async (parsed, ct) =>
        {
            try
            {
                using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(4) };
                using var answer = await client.GetAsync(new Uri(parsed.GetRequiredValue(address), "/healthz"), ct);
                return answer.IsSuccessStatusCode ? CommandLine.Success : CommandLine.AnswerIsNo;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                await Console.Error.WriteLineAsync(e.Message);
                return CommandLine.AnswerIsNo;
            }
        });
        return verb;
    }
}
