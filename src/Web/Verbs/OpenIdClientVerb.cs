using System.CommandLine;
using Learning.Courses.Storage;
using Learning.Web.Identity;
using Microsoft.EntityFrameworkCore;

namespace Learning.Web.Verbs;

/// <summary>Registers the applications that may use accounts or API of this site.</summary>
internal static class OpenIdClientVerb
{
    public static Command Create() => new("openid-client", "Registers applications that sign people in here or ask the API.") { Add(), Remove(), List() };

    private static Command Add()
    {
        var id = Id();
        var name = new Option<string?>("--name") { Description = "What people read on the consent page. Without it, the id." };
        var secret = new Option<bool>("--secret") { Description = "For an application on a server: makes a secret and prints it once." };
        var redirects = new Option<string[]>("--redirect") { Description = "Where people are sent back to; may be repeated.", DefaultValueFactory = _ => [] };
        var signedOut = new Option<string[]>("--signed-out") { Description = "Where people are sent after signing out; may be repeated.", DefaultValueFactory = _ => [] };
        var unit = new Option<string?>("--unit") { Description = "The unit it sees when it acts for itself, for example chaoan/anbu. Without it, none." };
        return new Command("add", "Registers an application.") { id, name, secret, redirects, signedOut, unit }.Does(async (services, parsed, ct) =>
        {
            var key = parsed.GetValue(secret) ? OpenIdClients.NewSecret() : null;
            var client = new OpenIdClient(
                parsed.GetValue(id)!,
                parsed.GetValue(name) ?? parsed.GetValue(id)!,
                key,
                Addresses(parsed.GetValue(redirects)!),
                Addresses(parsed.GetValue(signedOut)!),
                parsed.GetValue(unit));
            await CheckAsync(client, services.GetRequiredService<CoursesDb>(), ct);
            if (!await services.GetRequiredService<OpenIdClients>().AddAsync(client, ct))
            {
                return await NoAsync($"There is an application '{client.Id}' already; nothing was changed.");
            }

            Console.WriteLine($"Registered '{client.Id}'.");
            if (key is not null)
            {
                Console.WriteLine($"Its secret, shown only now: {key}");
            }

            return CommandLine.Success;
        });
    }

    private static Command Remove()
    {
        var id = Id();
        return new Command("remove", "Removes an application; its tokens end at once.") { id }.Does(async (services, parsed, ct) =>
            await services.GetRequiredService<OpenIdClients>().RemoveAsync(parsed.GetValue(id)!, ct)
                ? CommandLine.Success
                : await NoAsync($"There is no application '{parsed.GetValue(id)}'."));
    }

    private static Command List() => new Command("list", "Lists the registered applications.").Does(async (services, _, ct) =>
    {
        foreach (var (id, name) in await services.GetRequiredService<OpenIdClients>().ListAsync(ct))
        {
            Console.WriteLine($"{id}\t{name}");
        }

        return CommandLine.Success;
    });

    private static Option<string> Id() => new("--id") { Description = "The client id.", Required = true };

    private static async Task CheckAsync(OpenIdClient client, CoursesDb db, CancellationToken ct)
    {
        if (client.Secret is null && client.Redirects.Count == 0)
        {
            throw new ArgumentException("An application needs --redirect to sign people in, or --secret to act for itself.");
        }

        if (client.UnitPath is { } unit && !await db.Units.AnyAsync(u => u.Path == unit, ct))
        {
            throw new ArgumentException($"There is no unit '{unit}'.");
        }
    }

    private static List<Uri> Addresses(IEnumerable<string> addresses) => [.. addresses.Select(a =>
        Uri.TryCreate(a, UriKind.Absolute, out var uri) ? uri : throw new ArgumentException($"'{a}' is not an absolute address."))];

    private static async Task<int> NoAsync(string reason)
    {
        await Console.Error.WriteLineAsync(reason);
        return CommandLine.AnswerIsNo;
    }
}
