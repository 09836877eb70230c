using Learning.Courses;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Learning.Web.Identity;

/// <summary>What is held about how a member signs in. Never the secrets: a password is kept as a hash that says nothing.</summary>
public sealed record AccountFacts(string Name, AccountState State, bool HasPassword, bool HasSecondFactor, IReadOnlyList<GivenConsent> Applications)
{
    /// <summary>For the file of the record.</summary>
    public IReadOnlyDictionary<string, object?> ToData() => new Dictionary<string, object?>
    {
        ["name"] = Name,
        ["state"] = State.ToString(),
        ["password"] = HasPassword,
        ["secondFactor"] = HasSecondFactor,
        ["applications"] = Applications.Select(a => a.Application).ToList(),
    };
}

/// <summary>The account of one member: read by its owner, destroyed with the rest when the member is erased.</summary>
public sealed class OwnAccount(IdentityDb identity, UserManager<Account> users, OpenIdConsents consents)
{
    /// <returns>Null for a member without an account.</returns>
    public async Task<AccountFacts?> ReadAsync(MemberId member, CancellationToken ct)
    {
        if (await FindAsync(member, ct) is not { } account)
        {
            return null;
        }

        return new AccountFacts(
            account.UserName!,
            MemberAccounts.StateOf(account),
            account.PasswordHash is not null,
            account.TwoFactorEnabled,
            await consents.ListAsync(account.Id.ToString(), ct));
    }

    /// <summary>The account, everything that belongs to it, and what applications hold of it. The second time there is nothing left to do.</summary>
    public async Task DestroyAsync(MemberId member, CancellationToken ct)
    {
        if (await FindAsync(member, ct) is not { } account)
        {
            return;
        }

        // Applications first: if we stop between the two, the account is still there to be found by the next try.
        await consents.ForgetAsync(account.Id.ToString(), ct);
        await users.DeleteAsync(account);
    }

    private Task<Account?> FindAsync(MemberId member, CancellationToken ct) => identity.Users.SingleOrDefaultAsync(a => a.MemberId == member.Value, ct);
}
