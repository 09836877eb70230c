using Learning.Courses.Organisation;
using Microsoft.AspNetCore.Identity;

namespace Learning.Web.Identity;

/// <summary>Makes accounts for members. The name to sign in with is the number that the roster knows the member by.</summary>
public sealed class NewAccounts(UserManager<Account> users)
{
    /// <returns>Why the password is not good enough, in the reader's language; null when it is.</returns>
    public async Task<string?> RefusePasswordAsync(string password)
    {
        foreach (var validator in users.PasswordValidators)
        {
            if (Said(await validator.ValidateAsync(users, new Account(), password)) is { } reason)
            {
                return reason;
            }
        }

        return null;
    }

    /// <param name="password">Null when the member is to choose one by a link.</param>
    /// <returns>Why there is no account, in the reader's language; null when there is one.</returns>
    public async Task<string?> CreateAsync(Member member, string? password)
    {
        var account = new Account { UserName = member.Number, MemberId = member.MemberId.Value };
        return Said(password is null ? await users.CreateAsync(account) : await users.CreateAsync(account, password));
    }

    private static string? Said(IdentityResult result) => result.Succeeded ? null : string.Join(' ', result.Errors.Select(e => e.Description));
}
