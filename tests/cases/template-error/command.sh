scaffold-broken update
