using Learning.Courses;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Learning.Web.Identity;

public enum AccountState
{
    None,

    /// <summary>Made, but the member has not chosen a password yet.</summary>
    Waiting,
    Open,
    Locked,
}

/// <param name="Branch">The name of the branch that answers for the member today.</param>
public sealed record AccountRow(MemberId Member, string Number, string Name, string? Branch, AccountState State);

/// <summary>What an administrator hands over so that a member can choose a password. Works once.</summary>
public sealed record SetPasswordLink(Guid Account, string Token, string Number, string Name);

/// <summary>
/// The accounts of the members that an administrator's posts cover. Whoever also holds a post beyond them is another's to
/// manage: a town's administrator must not become the district's organiser by giving him a new password.
/// </summary>
public sealed class MemberAccounts(CoursesDb db, IdentityDb identity, UserManager<Account> users, NewAccounts newAccounts, SchoolCalendar calendar)
{
    public const int PageSize = 30;

    public async Task<(IReadOnlyList<AccountRow> Rows, int Total)> SearchAsync(string? words, int page, CancellationToken ct)
    {
        var today = calendar.Today();
        var found = db.Members.AsNoTracking();
        if (words?.Trim() is { Length: > 0 } wanted)
        {
            found = found.Where(m => m.Name.Contains(wanted) || m.Number.StartsWith(wanted));
        }

        var members = await found.OrderBy(m => m.Number)
            .Skip((page - 1) * PageSize)
            .Take(PageSize)
            .Select(m => new
            {
                m.MemberId,
                m.Number,
                m.Name,
                Branch = db.Memberships
                    .Where(s => s.MemberId == m.MemberId && s.ReplacedAt == null && s.ValidFrom <= today && (s.ValidTo == null || s.ValidTo >= today))
                    .SelectMany(s => db.Units.Where(u => u.UnitId == s.BranchId).Select(u => u.Name))
                    .FirstOrDefault(),
            })
            .ToListAsync(ct);
        var ids = members.ConvertAll(m => m.MemberId.Value);
        var accounts = await identity.Users.AsNoTracking().Where(a => ids.Contains(a.MemberId)).ToDictionaryAsync(a => a.MemberId, ct);
        var rows = members.ConvertAll(m => new AccountRow(m.MemberId, m.Number, m.Name, m.Branch, StateOf(accounts.GetValueOrDefault(m.MemberId.Value))));
        return (rows, await found.CountAsync(ct));
    }

    /// <summary>A new link for the member, and an account where there was none. The old password works until the link is used.</summary>
    public async Task<Outcome<SetPasswordLink>> InviteAsync(MemberId id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } member)
        {
            return new Refusal("Accounts.NotYours");
        }

        var account = await AccountOfAsync(id, ct);
        if (account is null)
        {
            // A second click finds the account of the first.
            var reason = await newAccounts.CreateAsync(member, null);
            account = await AccountOfAsync(id, ct);
            if (account is null)
            {
                return new Refusal("Accounts.CannotBeMade", reason ?? "");
            }
        }

        return new SetPasswordLink(account.Id, await users.GeneratePasswordResetTokenAsync(account), account.UserName!, member.Name);
    }

    /// <summary>Locks or unlocks. A lock also ends the sessions that are open, here within a minute and in applications at once.</summary>
    public async Task<Refusal?> LockAsync(MemberId id, bool locked, OpenIdConsents consents, CancellationToken ct)
    {
        if (id == db.Viewer.MemberId)
        {
            return new Refusal("Accounts.NotYourself");
        }

        if (await FindAsync(id, ct) is null || await AccountOfAsync(id, ct) is not { } account)
        {
            return new Refusal("Accounts.NotYours");
        }

        await users.SetLockoutEnabledAsync(account, true);
        await users.SetLockoutEndDateAsync(account, locked ? AccountLock.Forever : null);
        if (locked)
        {
            await users.UpdateSecurityStampAsync(account);
            await consents.EndSessionsAsync(account.Id.ToString(), ct);
        }

        return null;
    }

    /// <summary>The member, if the viewer may manage the account.</summary>
    private async Task<Member?> FindAsync(MemberId id, CancellationToken ct)
    {
        if (await db.Members.AsNoTracking().SingleOrDefaultAsync(m => m.MemberId == id, ct) is not { } member)
        {
            return null;
        }

        var today = calendar.Today();
        var posts = db.Posts.Where(p => p.MemberId == id && p.ReplacedAt == null && (p.ValidTo == null || p.ValidTo >= today)).Select(p => p.UnitPath);
        var branches = db.Memberships.Where(m => m.MemberId == id && m.ReplacedAt == null && (m.ValidTo == null || m.ValidTo >= today)).Select(m => m.BranchPath);
        var places = await posts.Union(branches).ToListAsync(ct);
        var viewer = db.Viewer;
        var managesAll = viewer.Posts.Any(p => p.Kind == PostKind.Administrator && !p.UnitPath.Contains('/'));
        return managesAll || (places.Count > 0 && places.TrueForAll(p => viewer.HoldsOver(p, PostKind.Administrator))) ? member : null;
    }

    private Task<Account?> AccountOfAsync(MemberId id, CancellationToken ct) => identity.Users.SingleOrDefaultAsync(a => a.MemberId == id.Value, ct);

    internal static AccountState StateOf(Account? account) => account switch
    {
        null => AccountState.None,
        _ when AccountLock.IsLocked(account) => AccountState.Locked,
        { PasswordHash: null } => AccountState.Waiting,
        _ => AccountState.Open,
    };
}
